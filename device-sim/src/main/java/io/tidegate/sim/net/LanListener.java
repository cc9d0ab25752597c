package io.tidegate.sim.net;

import java.util.ArrayDeque;
import java.util.Queue;

/// A [Lan.Server] that is asked who has come.
final class LanListener implements Listener, Lan.Server {
  private static final int MOST_WAITING = 16;

  /// One who has come, and whom to wake for him.
  private static final class Came {
    final Lan.Wire wire;
    Runnable changed = () -> {};

    Came(Lan.Wire wire) {
      this.wire = wire;
    }
  }

  private final Lan lan;
  private final String address;
  private final int port;
  private final Runnable changed;
  private final Queue<Came> waiting = new ArrayDeque<>();

  LanListener(Lan lan, String address, int port, Runnable changed) {
    this.lan = lan;
    this.address = address;
    this.port = port;
    this.changed = changed;
    lan.listen(address, port, this);
  }

  @Override
  public Runnable accept(Lan.Wire connection) {
    if (waiting.size() == MOST_WAITING) {
      connection.reset();
      return () -> {};
    }
    Came came = new Came(connection);
    waiting.add(came);
    changed.run();
    return () -> came.changed.run();
  }

  @Override
  public Guest accept(Runnable wake) {
    Came first = waiting.poll();
    if (first == null) {
      return null;
    }
    first.changed = wake;
    return new Guest(first.wire, AccessPoint.OWN_ADDRESS, 0);
  }

  @Override
  public String place() {
    return "";
  }

  @Override
  public String words() {
    return "";
  }

  @Override
  public void close() {
    lan.unlisten(address, port);
    waiting.forEach(each -> each.wire.reset());
    waiting.clear();
  }
}
