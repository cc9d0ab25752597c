package io.tidegate.sim.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;

/// The network between clients and a server: a TCP relay on the loopback address that can be given
/// faults, and be rid of them, at any time, by any thread. What is set holds when the call returns.
///
/// One thread serves all connections and none waits for another. What a connection holds is
/// bounded; a receiver that is slow makes its own sender wait.
public final class Proxy implements AutoCloseable {
  /// Connections at a time; a further one is closed at once.
  public static final int MOST_CONNECTIONS = 10_000;

  private static final int BACKLOG = 1_024;

  /// When the system has no room for a further connection, it is asked again after this.
  private static final long REST_NANOS = 100_000_000L;

  /// Sockets, and the thread that waits for them.
  private record Sockets(Loop loop, InetSocketAddress target) implements Ground {
    @Override
    public long now() {
      return loop.now();
    }

    @Override
    public void at(long dueNanos, Task task) {
      loop.at(dueNanos, task);
    }

    @Override
    public void wake() {
      loop.wake();
    }

    @Override
    public Side reach(Task ready) throws IOException {
      return SocketSide.connecting(loop, target, ready);
    }
  }

  private final Loop loop;
  private final Relay relay;

  /// Keeps the port ours while nobody listens on it.
  private final SocketChannel place;

  private final int port;
  private ServerSocketChannel listener;
  private SelectionKey listening;
  private boolean closed;

  private Proxy(int port, InetSocketAddress target, long seed) throws IOException {
    this.loop = new Loop();
    this.relay = new Relay(new Sockets(loop, target), seed, this::hear);
    this.place = SocketChannel.open();
    try {
      place.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      bind(port);
      this.port = ((InetSocketAddress) place.getLocalAddress()).getPort();
      listen();
    } catch (IOException e) {
      close();
      throw e;
    }
    loop.start("proxy-" + port);
  }

  private void bind(int wanted) throws IOException {
    try {
      place.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
    } catch (IOException e) {
      throw new IOException("port " + wanted + " cannot be listened on: " + e.getMessage(), e);
    }
  }

  /// On a free port, to a port of the loopback address.
  public static Proxy to(int port) throws IOException {
    return start(0, new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
  }

  /// On this port of the loopback address, 0 for a free one. Chance begins with the seed.
  public static Proxy start(int port, InetSocketAddress target, long seed) throws IOException {
    if (target.isUnresolved()) {
      throw new IOException("no such host: " + target.getHostString());
    }
    return new Proxy(port, target, seed);
  }

  /// Where clients connect.
  public int port() {
    return port;
  }

  /// For all connections.
  public void set(NetFault fault) {
    set(fault, Reach.ALL);
  }

  public void set(NetFault fault, Reach reach) {
    set(fault, reach, 1);
  }

  /// Each connection it is for has it with this chance. It takes the place of one of the same kind
  /// on the connections that have it.
  public void set(NetFault fault, Reach reach, double share) {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "expected a share above 0, at most 1, of the connections, got " + share);
    }
    if (Relay.deafens(fault) && share < 1) {
      throw new IllegalArgumentException(
          "expected a share of 1: where nobody listens all are refused, got " + share);
    }
    synchronized (loop) {
      relay.set(fault, reach, share);
    }
    loop.settle();
  }

  /// Takes a fault from all connections, present and to come.
  public void lift(NetFault.Kind kind) {
    lift(List.of(kind));
  }

  /// All is well again.
  public void plug() {
    lift(List.of(NetFault.Kind.values()));
  }

  private void lift(List<NetFault.Kind> kinds) {
    synchronized (loop) {
      relay.lift(kinds);
    }
    loop.settle();
  }

  /// What is set.
  public List<NetFault> faults() {
    synchronized (loop) {
      return relay.faults();
    }
  }

  public Traffic traffic() {
    synchronized (loop) {
      return relay.traffic();
    }
  }

  /// Ends every connection at once; nothing is left.
  @Override
  public void close() {
    synchronized (loop) {
      closed = true;
    }
    loop.close();
    try {
      place.close();
    } catch (IOException _) {
      // closing is all that was wanted
    }
  }

  /// Listens, or does not, as the faults say.
  private void hear() {
    boolean deaf = relay.isDeaf();
    try {
      if (deaf && listener != null) {
        listener.close();
        listener = null;
      } else if (!deaf && listener == null && !closed) {
        listen();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "port " + port + " cannot be listened on: " + e.getMessage(), e);
    }
  }

  private void listen() throws IOException {
    ServerSocketChannel opened = ServerSocketChannel.open();
    try {
      opened.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      opened.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
      listening = loop.register(opened, SelectionKey.OP_ACCEPT, this::accept);
      listener = opened;
      loop.wake();
    } catch (IOException e) {
      opened.close();
      throw e;
    }
  }

  private void accept(long nowNanos) {
    try {
      for (SocketChannel next = listener.accept(); next != null; next = listener.accept()) {
        relay.counts().accepted++;
        admit(next);
      }
    } catch (IOException _) {
      // the system has no room: it would be ready again and again
      SelectionKey resting = listening;
      resting.interestOps(0);
      loop.at(nowNanos + REST_NANOS, _ -> wakeUp(resting));
    }
  }

  private static void wakeUp(SelectionKey resting) {
    if (resting.isValid()) {
      resting.interestOps(SelectionKey.OP_ACCEPT);
    }
  }

  private void admit(SocketChannel channel) throws IOException {
    if (relay.open() >= MOST_CONNECTIONS) {
      relay.counts().turnedAway++;
      channel.close();
      return;
    }
    relay.admit(ready -> SocketSide.accepted(loop, channel, ready));
  }
}
