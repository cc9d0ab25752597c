package io.tidegate.sim.net.host;

import io.tidegate.sim.net.Listener;
import io.tidegate.sim.net.Lookup;
import io.tidegate.sim.net.Network;
import io.tidegate.sim.net.Tcp;
import io.tidegate.sim.net.Udp;
import io.tidegate.sim.world.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Real connections, made and served by one selector. All calls, and all that it calls back, are on
/// the thread that owns it; it looks when [#turn] or its actor in a world runs.
public final class HostNetwork implements Network, AutoCloseable {
  /// Connections whose board has vanished (a real one would leave them standing as well) or has
  /// closed them with bytes still to go out. The oldest are closed when there are more.
  static final int MOST_LEFT = 1_000;

  private static final int CHUNK_BYTES = 16 * 1_024;

  /// What the selector serves.
  interface Served {
    void ready();

    void close();
  }

  private final Selector selector;
  private final ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK_BYTES);
  private final Deque<HostTcp> left = new ArrayDeque<>();
  private final ConcurrentLinkedQueue<Runnable> found = new ConcurrentLinkedQueue<>();

  private HostNetwork(Selector selector) {
    this.selector = selector;
  }

  public static HostNetwork open() throws IOException {
    return new HostNetwork(Selector.open());
  }

  @Override
  public Tcp connect(String host, int port, Runnable changed) {
    HostTcp connection = new HostTcp(this, changed);
    if (!selector.isOpen()) {
      connection.fail("this network is closed");
      return connection;
    }
    InetAddress literal = literal(host);
    if (literal != null) {
      connection.dial(new InetSocketAddress(literal, port));
    } else {
      resolve(
          host,
          each -> true,
          address -> connection.dial(new InetSocketAddress(address, port)),
          connection::fail);
    }
    return connection;
  }

  /// Addresses of version 4 only: boards have no others.
  @Override
  public Lookup lookup(String host, int forPort, Runnable changed) {
    InetAddress literal = literal(host);
    if (literal != null) {
      return Lookup.found(literal.getHostAddress());
    }
    Lookup lookup = new Lookup(changed);
    resolve(
        host,
        Inet4Address.class::isInstance,
        address -> lookup.end(address.getHostAddress(), ""),
        words -> lookup.end("", words));
    return lookup;
  }

  /// On this machine's loopback, whatever the address: at that port, or at 8000 more where only
  /// root may have it, or else at any that is free.
  @Override
  public Listener listen(String address, int port, Runnable changed) {
    return HostListener.open(this, port, changed);
  }

  /// Takes from this machine's loopback, at a port like that of [#listen]; sends to everywhere.
  @Override
  public Udp udp(String address, int port, Runnable changed) {
    return HostUdp.open(this, port, changed);
  }

  /// Waits until a connection can do something, or so long at most, and does it; 0 does not wait.
  /// After [#close] it does nothing.
  public void turn(long waitMillis) {
    if (!selector.isOpen()) {
      return;
    }
    try {
      if (waitMillis <= 0) {
        selector.selectNow(this::ready);
      } else {
        selector.select(this::ready, waitMillis);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the connections could not be waited for", e);
    }
    for (Runnable next = found.poll(); next != null; next = found.poll()) {
      next.run();
    }
  }

  /// Looks every so often while the world runs, which must be as fast as the clock: for a world
  /// whose thread waits elsewhere.
  public void joinWorld(World world, long everyNanos) {
    world.add(
        nowNanos -> {
          turn(0);
          return selector.isOpen() ? nowNanos + everyNanos : Long.MAX_VALUE;
        });
  }

  /// Connections that are open, those of vanished boards included.
  public int connections() {
    return selector.keys().size();
  }

  /// Ends all connections; whoever owned one is not told, and finds it closed.
  @Override
  public void close() {
    if (!selector.isOpen()) {
      return;
    }
    for (SelectionKey key : selector.keys()) {
      ((Served) key.attachment()).close();
      HostPorts.close(key.channel());
    }
    try {
      selector.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the connections could not be closed", e);
    }
  }

  // for the connections

  Selector selector() {
    return selector;
  }

  /// A buffer for whoever is at work.
  ByteBuffer chunk() {
    return chunk.clear();
  }

  void left(HostTcp connection) {
    left.add(connection);
    if (left.size() > MOST_LEFT) {
      left.remove().drop();
    }
  }

  private void ready(SelectionKey key) {
    // it may have been ended by what another one brought
    if (key.isValid()) {
      ((Served) key.attachment()).ready();
    }
  }

  /// Elsewhere, because it may take long; what comes of it is done when this network looks.
  private void resolve(
      String host,
      Predicate<InetAddress> wanted,
      Consumer<InetAddress> then,
      Consumer<String> orElse) {
    Thread.ofVirtual()
        .name("resolve-" + host)
        .start(
            () -> {
              InetAddress address = first(host, wanted);
              found.add(
                  address == null
                      ? () -> orElse.accept(NO_SUCH_HOST + host)
                      : () -> then.accept(address));
              selector.wakeup();
            });
  }

  private static InetAddress first(String host, Predicate<InetAddress> wanted) {
    try {
      return Arrays.stream(InetAddress.getAllByName(host)).filter(wanted).findFirst().orElse(null);
    } catch (UnknownHostException _) {
      return null;
    }
  }

  private static InetAddress literal(String host) {
    try {
      return InetAddress.ofLiteral(host);
    } catch (IllegalArgumentException _) {
      return null;
    }
  }
}
