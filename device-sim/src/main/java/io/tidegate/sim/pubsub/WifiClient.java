package io.tidegate.sim.pubsub;

import io.tidegate.sim.net.Network;
import io.tidegate.sim.net.Tcp;

/// `WiFiClient` of the ESP8266's Arduino core: a socket whose calls block, each for so long and no
/// longer. A call is begun, and lasts until [#run] says that it is over.
final class WifiClient {
  /// For making a connection, and for writing since something was last taken.
  static final int TIMEOUT_MILLIS = 5_000;

  /// How long flush() waits for what was written to be acknowledged, and stop() before it closes.
  static final int FLUSH_MILLIS = 300;

  private enum Doing {
    NOTHING,
    DIALLING,
    WRITING,
    FLUSHING,
    STOPPING
  }

  private final Network network;
  private final Runnable changed;
  private Tcp tcp;
  private String words = "";

  // of the call that is under way
  private Doing doing = Doing.NOTHING;
  private int sinceMillis;
  private byte[] outgoing;
  private int written;
  private int unacknowledged;

  WifiClient(Network network, Runnable changed) {
    this.network = network;
    this.changed = changed;
  }

  /// False as soon as the other side has closed, also while bytes wait to be read.
  boolean connected() {
    return tcp != null && tcp.state() == Tcp.State.ESTABLISHED;
  }

  int available() {
    return tcp == null ? 0 : tcp.available();
  }

  int read(byte[] into, int length) {
    return tcp == null ? 0 : tcp.read(into, 0, length);
  }

  /// Why the last connection ended or was not made; empty while there is one.
  String words() {
    return tcp == null ? words : tcp.words();
  }

  /// Whether all of the last write was taken.
  boolean wroteAll() {
    return outgoing != null && written == outgoing.length;
  }

  void connect(String host, int port, int nowMillis) {
    drop();
    begin(Doing.DIALLING, nowMillis);
    tcp = network.connect(host, port, changed);
  }

  void write(byte[] bytes, int nowMillis) {
    begin(Doing.WRITING, nowMillis);
    outgoing = bytes;
    written = 0;
  }

  void flush(int nowMillis) {
    begin(Doing.FLUSHING, nowMillis);
    unacknowledged = Integer.MAX_VALUE;
  }

  void stop(int nowMillis) {
    begin(Doing.STOPPING, nowMillis);
    unacknowledged = Integer.MAX_VALUE;
  }

  /// Lets the call go on; true when none is under way.
  boolean run(int nowMillis) {
    switch (doing) {
      case NOTHING -> {}
      case DIALLING -> dial(nowMillis);
      case WRITING -> writeMore(nowMillis);
      case FLUSHING, STOPPING -> flushMore(nowMillis);
    }
    return doing == Doing.NOTHING;
  }

  /// How long the call lasts at most; only while one is under way.
  int leftMillis(int nowMillis) {
    return Millis.left(limitMillis(), sinceMillis, nowMillis);
  }

  /// Gone without a word to the other side.
  void vanish() {
    if (tcp != null) {
      tcp.vanish();
      tcp = null;
    }
    words = "";
    doing = Doing.NOTHING;
  }

  private void begin(Doing wanted, int nowMillis) {
    doing = wanted;
    sinceMillis = nowMillis;
  }

  private int limitMillis() {
    // what is waited for must be exceeded there, not only reached
    return doing == Doing.FLUSHING || doing == Doing.STOPPING ? FLUSH_MILLIS + 1 : TIMEOUT_MILLIS;
  }

  private void dial(int nowMillis) {
    if (tcp.state() == Tcp.State.ESTABLISHED) {
      doing = Doing.NOTHING;
    } else if (tcp.state() == Tcp.State.CLOSED || leftMillis(nowMillis) == 0) {
      boolean silent = tcp.state() == Tcp.State.CONNECTING;
      drop();
      words = silent ? "no answer within " + TIMEOUT_MILLIS / 1_000 + " s" : words;
      doing = Doing.NOTHING;
    }
  }

  private void writeMore(int nowMillis) {
    int taken = tcp == null ? 0 : tcp.write(outgoing, written, outgoing.length - written);
    written += taken;
    if (taken > 0) {
      sinceMillis = nowMillis;
    }
    if (wroteAll() || !connected() || leftMillis(nowMillis) == 0) {
      doing = Doing.NOTHING;
    }
  }

  private void flushMore(int nowMillis) {
    int waiting = connected() ? tcp.unacknowledged() : 0;
    if (waiting < unacknowledged) {
      unacknowledged = waiting;
      sinceMillis = nowMillis;
    }
    if (waiting == 0 || leftMillis(nowMillis) == 0) {
      if (doing == Doing.STOPPING) {
        drop();
      }
      doing = Doing.NOTHING;
    }
  }

  private void drop() {
    if (tcp != null) {
      tcp.close();
      words = tcp.words();
      tcp = null;
    }
  }
}
