package io.tidegate.sim.net;

/// A connection from a [Station] through its access point. Each way has one segment under way at a
/// time; one that is lost, or finds nobody, is sent again, each time after a longer wait.
final class AirTcp implements Tcp {
  /// What the board's stack keeps of what was written, until it is acknowledged: two segments.
  static final int SEND_BYTES = 2 * 536;

  /// What it keeps of what has come, until it is read: four segments.
  static final int WINDOW_BYTES = 4 * 536;

  private static final long MILLI = 1_000_000;
  private static final long BOARD_RETRY_NANOS = 1_000 * MILLI;
  private static final long HOST_RETRY_NANOS = 200 * MILLI;
  private static final int MOST_DOUBLINGS = 6;

  /// After so many the board's stack gives a connection up.
  private static final int MOST_TRIES = 12;

  /// One direction.
  private final class Way {
    private final long retryNanos;
    private final Runnable passes;
    private boolean underWay;
    private int tries;

    Way(long retryNanos, Runnable passes) {
      this.retryNanos = retryNanos;
      this.passes = passes;
    }

    /// A packet sets out unless one is under way.
    void send() {
      if (!underWay && !over) {
        underWay = true;
        at(station.reception().transitNanos(station.random()));
      }
    }

    private void at(long afterNanos) {
      station.world().at(station.world().nowNanos() + afterNanos, this::arrive);
    }

    private void arrive() {
      if (over) {
        return;
      }
      if (station.uplink() != null && !station.reception().loses(station.random())) {
        underWay = false;
        tries = 0;
        passes.run();
      } else if (++tries == MOST_TRIES) {
        lost("nothing was acknowledged");
        changed.run();
      } else {
        at(retryNanos << Math.min(tries - 1, MOST_DOUBLINGS));
      }
    }
  }

  private final Station station;
  private final String host;
  private final int port;
  private Runnable changed;
  private final ByteQueue outgoing = new ByteQueue(SEND_BYTES);
  private final ByteQueue incoming = new ByteQueue(WINDOW_BYTES);
  private final byte[] segment = new byte[536];
  private final Way up = new Way(BOARD_RETRY_NANOS, this::upward);
  private final Way down = new Way(HOST_RETRY_NANOS, this::downward);

  /// The other side of the air; null until the first packet has passed.
  private Tcp far;

  private State state = State.CONNECTING;
  private String words = "";
  private boolean staysOpen;

  /// It is to end, and the other side was told.
  private boolean ending;

  private boolean endTold;
  private boolean closing;

  /// The other side is to be told by a reset.
  private boolean resetting;

  private boolean over;

  AirTcp(Station station, String host, int port, Runnable changed) {
    this.station = station;
    this.host = host;
    this.port = port;
    this.changed = changed;
  }

  void begin(boolean connected) {
    if (connected) {
      up.send();
    } else {
      lost("there is no WiFi");
    }
  }

  /// It is one who comes to the board: this is its end beyond the air.
  void takes(Tcp guest) {
    reaches(guest);
    station.opened(this);
    farChanged();
  }

  private void reaches(Tcp tcp) {
    far = tcp;
    if (staysOpen) {
      far.staysOpen();
    }
  }

  void changed(Runnable wanted) {
    changed = wanted;
  }

  @Override
  public State state() {
    return state;
  }

  @Override
  public String words() {
    return words;
  }

  @Override
  public int available() {
    return incoming.size();
  }

  @Override
  public int peek(int skip, byte[] into, int offset, int length) {
    return incoming.peek(skip, into, offset, length);
  }

  @Override
  public int read(byte[] into, int offset, int length) {
    int count = incoming.take(into, offset, length);
    if (count > 0 && far != null && far.available() > 0) {
      down.send();
    }
    return count;
  }

  @Override
  public int write(byte[] from, int offset, int length) {
    if (!state.isOpen() || ending) {
      return 0;
    }
    int taken = outgoing.put(from, offset, length);
    up.send();
    return taken;
  }

  @Override
  public int unacknowledged() {
    return outgoing.size();
  }

  @Override
  public void staysOpen() {
    staysOpen = true;
    if (far != null) {
      far.staysOpen();
    }
  }

  @Override
  public void end() {
    if (state.isOpen()) {
      ending = true;
      up.send();
    } else {
      close();
    }
  }

  @Override
  public void close() {
    if (state.isOpen()) {
      closing = true;
      state = State.CLOSED;
      words = "closed here";
      up.send();
    } else if (!closing) {
      lost("closed here");
    }
  }

  @Override
  public void reset() {
    resetting = true;
    close();
  }

  @Override
  public void vanish() {
    lost("closed here");
  }

  /// It is over for the board; nobody tells the other side.
  void lost(String why) {
    if (over) {
      return;
    }
    over = true;
    if (state != State.CLOSED) {
      state = State.CLOSED;
      words = why;
    }
    if (far != null) {
      far.vanish();
    }
    station.closed(this);
  }

  /// A packet of the board has passed: the wish to connect, bytes, or the end. Bytes for one that
  /// has closed are answered by a reset, whatever of its own bytes is still on the way.
  private void upward() {
    if (far == null) {
      reaches(station.inside().connect(host, port, this::farChanged));
      farChanged();
      return;
    }
    if (far.state() == State.CLOSED && outgoing.size() > 0) {
      lost("reset by the other side");
      changed.run();
      return;
    }
    int length = outgoing.peek(segment, 0, segment.length);
    outgoing.drop(far.write(segment, 0, length));
    // a reset is a packet behind the last bytes
    boolean more = outgoing.size() > 0 || resetting && length > 0;
    if (more && far.state().isOpen()) {
      up.send();
    } else if (closing) {
      over = true;
      if (resetting) {
        far.reset();
      } else {
        far.close();
      }
      station.closed(this);
    } else if (ending && !endTold) {
      endTold = true;
      far.end();
    }
    changed.run();
  }

  /// Bytes, the answer to the wish, or the other side's end have come over.
  private void downward() {
    if (state == State.CONNECTING && far.state().isOpen()) {
      state = State.ESTABLISHED;
    }
    int room = Math.min(incoming.room(), segment.length);
    incoming.put(segment, 0, far.read(segment, 0, room));
    if (far.available() > 0) {
      if (incoming.room() > 0) {
        down.send();
      }
    } else if (far.state() == State.ENDED && state == State.ESTABLISHED) {
      state = State.ENDED;
    } else if (far.state() == State.CLOSED && state != State.CLOSED) {
      state = State.CLOSED;
      words = far.words();
      over = true;
      far.close();
      station.closed(this);
    }
    changed.run();
  }

  void farChanged() {
    if (far != null && far.state() != State.CONNECTING) {
      down.send();
      if (outgoing.size() > 0) {
        up.send();
      }
    }
  }
}
