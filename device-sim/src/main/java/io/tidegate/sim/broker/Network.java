package io.tidegate.sim.broker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The network between a client and a server, to be pulled: a TCP relay on a free loopback port.
public final class Network implements AutoCloseable {
  private static final int CHUNK_BYTES = 16 * 1_024;

  /// What the network does.
  public enum State {
    /// Bytes pass.
    PLUGGED,
    /// Connections are gone, new ones end at once.
    CUT,
    /// Connections stay, new ones are taken, and no byte passes: a router that has lost its way.
    /// What was sent meanwhile arrives later.
    SILENT
  }

  private final ServerSocket server;
  private final InetSocketAddress target;
  private final Set<Socket> open = new HashSet<>();
  private State state = State.PLUGGED;
  private boolean closed;

  private Network(ServerSocket server, InetSocketAddress target) {
    this.server = server;
    this.target = target;
  }

  /// The way to a port on the loopback address.
  public static Network to(int port) throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    ServerSocket server = new ServerSocket(0, 50, loopback);
    Network network = new Network(server, new InetSocketAddress(loopback, port));
    Thread.ofPlatform().name("network").daemon(true).start(network::accept);
    return network;
  }

  /// Where clients connect.
  public int port() {
    return server.getLocalPort();
  }

  public synchronized State state() {
    return state;
  }

  public void set(State wanted) {
    synchronized (this) {
      state = wanted;
      notifyAll();
    }
    if (wanted == State.CUT) {
      cut();
    }
  }

  @Override
  public void close() throws IOException {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    server.close();
    cut();
  }

  private void cut() {
    List<Socket> all;
    synchronized (this) {
      all = List.copyOf(open);
    }
    all.forEach(this::drop);
  }

  private void accept() {
    try {
      while (true) {
        Socket near = server.accept();
        Thread.ofVirtual().start(() -> join(near));
      }
    } catch (IOException _) {
      // closed
    }
  }

  private void join(Socket near) {
    Socket far = new Socket();
    try {
      if (!admit(near) || !admit(far)) {
        drop(near);
        return;
      }
      far.connect(target);
      near.setTcpNoDelay(true);
      far.setTcpNoDelay(true);
      Thread.ofVirtual().start(() -> relay(near, far));
      relay(far, near);
    } catch (IOException _) {
      drop(near);
      drop(far);
    }
  }

  private synchronized boolean admit(Socket socket) {
    return !closed && state != State.CUT && open.add(socket);
  }

  private void relay(Socket from, Socket to) {
    byte[] chunk = new byte[CHUNK_BYTES];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int count = in.read(chunk); count >= 0 && passes(); count = in.read(chunk)) {
        out.write(chunk, 0, count);
      }
    } catch (IOException _) {
      // one end is gone, so is the other
    } finally {
      drop(from);
      drop(to);
    }
  }

  /// Waits while the network is silent; false when it was cut meanwhile.
  private synchronized boolean passes() {
    try {
      while (state == State.SILENT && !closed) {
        wait();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
    return state == State.PLUGGED && !closed;
  }

  private void drop(Socket socket) {
    synchronized (this) {
      open.remove(socket);
    }
    try {
      socket.close();
    } catch (IOException _) {
      // closing is all that was wanted
    }
  }
}
