package io.tidegate.sim.net.host;

import io.tidegate.sim.net.Network;
import io.tidegate.sim.net.Tcp;
import io.tidegate.sim.world.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Real connections, made and served by one selector. All calls, and all that it calls back, are on
/// the thread that owns it; it looks when [#turn] or its actor in a world runs.
public final class HostNetwork implements Network, AutoCloseable {
  /// Connections whose board has vanished; a real one would leave them standing as well. The oldest
  /// are closed when there are more.
  static final int MOST_VANISHED = 1_000;

  private static final int CHUNK_BYTES = 16 * 1_024;

  /// The address of a name, or why there is none.
  private record Found(HostTcp connection, InetAddress address, String words) {}

  private final Selector selector;
  private final ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK_BYTES);
  private final Deque<HostTcp> vanished = new ArrayDeque<>();
  private final ConcurrentLinkedQueue<Found> found = new ConcurrentLinkedQueue<>();

  private HostNetwork(Selector selector) {
    this.selector = selector;
  }

  public static HostNetwork open() throws IOException {
    return new HostNetwork(Selector.open());
  }

  @Override
  public Tcp connect(String host, int port, Runnable changed) {
    HostTcp connection = new HostTcp(this, port, changed);
    if (!selector.isOpen()) {
      connection.fail("this network is closed");
      return connection;
    }
    InetAddress literal = literal(host);
    if (literal != null) {
      connection.dial(new InetSocketAddress(literal, port));
    } else {
      Thread.ofVirtual().name("resolve-" + host).start(() -> resolve(connection, host));
    }
    return connection;
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
    for (Found next = found.poll(); next != null; next = found.poll()) {
      if (next.address() == null) {
        next.connection().fail(next.words());
      } else {
        next.connection().dial(new InetSocketAddress(next.address(), next.connection().port()));
      }
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
      ((HostTcp) key.attachment()).close();
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

  void vanished(HostTcp connection) {
    vanished.add(connection);
    if (vanished.size() > MOST_VANISHED) {
      vanished.remove().drop();
    }
  }

  private void ready(SelectionKey key) {
    // it may have been ended by what another one brought
    if (key.isValid()) {
      ((HostTcp) key.attachment()).ready();
    }
  }

  private void resolve(HostTcp connection, String host) {
    try {
      found.add(new Found(connection, InetAddress.getByName(host), ""));
    } catch (UnknownHostException _) {
      found.add(new Found(connection, null, NO_SUCH_HOST + host));
    }
    selector.wakeup();
  }

  private static InetAddress literal(String host) {
    try {
      return InetAddress.ofLiteral(host);
    } catch (IllegalArgumentException _) {
      return null;
    }
  }
}
