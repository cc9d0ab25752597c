package io.tidegate.sim.net;

import io.tidegate.sim.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Servers within a world, by name and port: a network with no sockets. Bytes are over at once; the
/// other side is woken at the same time of the world.
public final class Lan implements Network {
  /// What an end keeps of what has come and was not read; more is not taken from the other side.
  static final int WINDOW_BYTES = 64 * 1_024;

  /// An end of a connection within such a network.
  public interface Wire extends Tcp {
    /// Ends it at once: what was written and has not been read is lost, and the other side is told.
    @Override
    void reset();
  }

  /// Somebody who waits for connections.
  public interface Server {
    /// A connection has come. What is given back is called whenever it is worth a look.
    Runnable accept(Wire connection);
  }

  /// Whether somebody answers.
  public enum Reach {
    OPEN,
    /// There is the machine, and nobody listens. What stands already stays.
    REFUSED,
    /// Nothing passes, and nobody is told. What is sent meanwhile arrives when it is open again.
    SILENT,
    /// The same, but connections are taken.
    HOLLOW
  }

  private record Address(String host, int port) implements Comparable<Address> {
    @Override
    public int compareTo(Address other) {
      int order = host.compareTo(other.host);
      return order != 0 ? order : Integer.compare(port, other.port);
    }

    @Override
    public String toString() {
      return host + ":" + port;
    }
  }

  private static final class Place {
    final Server server;
    final List<End> ends = new ArrayList<>();
    Reach reach = Reach.OPEN;

    Place(Server server) {
      this.server = server;
    }
  }

  private final World world;
  private final Map<Address, Place> places = new TreeMap<>();
  private final LanNames names = new LanNames();
  private final LanDatagrams datagrams;

  public Lan(World world) {
    this.world = world;
    this.datagrams = new LanDatagrams(world);
  }

  /// From now on this server is found under this name and port.
  public void listen(String host, int port, Server server) {
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("port: expected 1 to 65535, got " + port);
    }
    if (places.putIfAbsent(new Address(host, port), new Place(server)) != null) {
      throw new IllegalArgumentException("somebody listens at " + host + ":" + port + " already");
    }
    names.add(host);
  }

  /// Nobody listens there any more; what stands already stays.
  void unlisten(String host, int port) {
    places.remove(new Address(host, port));
  }

  @Override
  public Lookup lookup(String host, int forPort, Runnable changed) {
    String address = names.address(host);
    return address.isEmpty() ? Lookup.failed(NO_SUCH_HOST + host) : Lookup.found(address);
  }

  @Override
  public Listener listen(String address, int port, Runnable changed) {
    return places.containsKey(new Address(address, port))
        ? new Closed("somebody listens at " + address + ":" + port + " already")
        : new LanListener(this, address, port, changed);
  }

  @Override
  public Udp udp(String address, int port, Runnable changed) {
    return datagrams.open(address, port, changed);
  }

  public void reach(String host, int port, Reach reach) {
    Place place = places.get(new Address(host, port));
    if (place == null) {
      throw new IllegalArgumentException(
          "expected one of %s, got %s:%d".formatted(places.keySet(), host, port));
    }
    place.reach = reach;
    if (reach != Reach.SILENT) {
      List.copyOf(place.ends).forEach(End::lookAgain);
    }
  }

  @Override
  public Wire connect(String host, int port, Runnable changed) {
    Place place = places.get(new Address(names.name(host), port));
    End near = new End(place, changed);
    if (place == null) {
      near.refuse(names.address(names.name(host)).isEmpty() ? NO_SUCH_HOST + host : REFUSED);
    } else {
      place.ends.add(near);
      near.lookAgain();
    }
    return near;
  }

  /// One side of a connection.
  private final class End implements Wire {
    private final Place place;
    private final ByteQueue incoming = new ByteQueue(WINDOW_BYTES);
    private Runnable changed;
    private boolean planned;
    private State state = State.CONNECTING;
    private String words = "";
    private End other;

    /// The other side has closed, and that has not arrived here.
    private boolean ending;

    /// It has ended itself, and may still hear.
    private boolean ended;

    private boolean staysOpen;

    /// The board behind it is gone: nothing is heard from here any more.
    private boolean vanished;

    End(Place place, Runnable changed) {
      this.place = place;
      this.changed = changed;
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
      return passes() || state == State.CLOSED ? incoming.size() : 0;
    }

    @Override
    public int peek(int skip, byte[] into, int offset, int length) {
      return incoming.peek(skip, into, offset, Math.min(length, available() - skip));
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      int count = incoming.take(into, offset, Math.min(length, available()));
      if (count > 0 && other != null) {
        other.lookAgain();
      }
      return count;
    }

    @Override
    public int write(byte[] from, int offset, int length) {
      if (!state.isOpen() || ended) {
        return 0;
      }
      if (state == State.ENDED && other.state == State.CLOSED && !other.vanished) {
        // nobody reads any more
        over("reset by the other side");
        lookAgain();
        return length;
      }
      int taken = other.incoming.put(from, offset, length);
      other.lookAgain();
      return taken;
    }

    @Override
    public int unacknowledged() {
      return passes() || !state.isOpen() ? 0 : other.incoming.size();
    }

    @Override
    public void staysOpen() {
      staysOpen = true;
    }

    @Override
    public void end() {
      if (state == State.ESTABLISHED) {
        ended = true;
        tellEnd();
      } else if (state == State.ENDED) {
        tellEnd();
        over(ENDED);
        lookAgain();
      } else {
        close();
      }
    }

    @Override
    public void close() {
      if (state == State.CLOSED) {
        return;
      }
      over("closed here");
      tellEnd();
    }

    private void tellEnd() {
      if (other != null && other.state.isOpen()) {
        other.ending = true;
        other.lookAgain();
      }
    }

    private void over(String why) {
      state = State.CLOSED;
      words = why;
      forget();
    }

    @Override
    public void reset() {
      if (other != null) {
        other.incoming.clear();
        other.staysOpen = false;
      }
      close();
    }

    @Override
    public void vanish() {
      vanished = true;
      over("closed here");
      incoming.clear();
    }

    void refuse(String why) {
      over(why);
      lookAgain();
    }

    /// Acts, and wakes who owns it, at this time of the world but not within this call.
    void lookAgain() {
      if (!planned && !vanished) {
        planned = true;
        world.at(world.nowNanos(), this::look);
      }
    }

    private boolean passes() {
      return place == null || place.reach == Reach.OPEN || place.reach == Reach.REFUSED;
    }

    private void look() {
      planned = false;
      boolean taken = state == State.CONNECTING && (passes() || place.reach == Reach.HOLLOW);
      if (vanished || !taken && !passes()) {
        return;
      }
      if (taken) {
        answer();
      }
      if (ending && state.isOpen()) {
        end(staysOpen && !ended);
      }
      changed.run();
    }

    private void end(boolean half) {
      if (half) {
        state = State.ENDED;
      } else {
        over(ENDED);
        tellEnd();
      }
    }

    private void answer() {
      if (place.reach == Reach.REFUSED) {
        over(REFUSED);
        return;
      }
      other = new End(place, () -> {});
      other.other = this;
      other.state = State.ESTABLISHED;
      place.ends.add(other);
      state = State.ESTABLISHED;
      other.changed = place.server.accept(other);
    }

    private void forget() {
      if (place != null) {
        place.ends.remove(this);
      }
    }
  }
}
