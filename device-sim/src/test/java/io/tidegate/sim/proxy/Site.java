package io.tidegate.sim.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// A server, a proxy before it, and sockets to both, all with limits on waiting.
final class Site implements AutoCloseable {
  static final int LIMIT_MILLIS = 60_000;

  /// Long enough for what should not come.
  private static final int MOMENT_MILLIS = 150;

  /// Both ends of what passes through the proxy.
  record Pair(Socket client, Socket server) {
    void up(String text) throws IOException {
      write(client, text);
    }

    void down(String text) throws IOException {
      write(server, text);
    }
  }

  final ServerSocket server = new ServerSocket(0, 1_000, InetAddress.getLoopbackAddress());
  final Proxy proxy;
  private final List<Socket> open = new ArrayList<>();

  Site() throws IOException {
    this(1);
  }

  Site(long seed) throws IOException {
    server.setSoTimeout(LIMIT_MILLIS);
    proxy =
        Proxy.start(
            0,
            new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort()),
            seed);
  }

  Socket client() throws IOException {
    Socket client = new Socket();
    client.setTcpNoDelay(true);
    client.setSoTimeout(LIMIT_MILLIS);
    client.connect(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.port()), LIMIT_MILLIS);
    open.add(client);
    return client;
  }

  Socket accepted() throws IOException {
    Socket accepted = server.accept();
    accepted.setTcpNoDelay(true);
    accepted.setSoTimeout(LIMIT_MILLIS);
    open.add(accepted);
    return accepted;
  }

  Pair pair() throws IOException {
    Socket client = client();
    return new Pair(client, accepted());
  }

  /// True when no connection reaches the server within a moment.
  boolean isServerLeftAlone() throws IOException {
    server.setSoTimeout(MOMENT_MILLIS);
    try {
      open.add(server.accept());
      return false;
    } catch (SocketTimeoutException _) {
      return true;
    } finally {
      server.setSoTimeout(LIMIT_MILLIS);
    }
  }

  static void write(Socket to, String text) throws IOException {
    to.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  static String read(Socket from, int count) throws IOException {
    return new String(from.getInputStream().readNBytes(count), StandardCharsets.US_ASCII);
  }

  /// Everything up to the end.
  static String rest(Socket from) throws IOException {
    return new String(from.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
  }

  /// How a socket came to its end: `closed`, `reset`, or what came instead.
  static String end(Socket of) {
    try {
      int next = of.getInputStream().read();
      return next < 0 ? "closed" : "byte " + next;
    } catch (SocketTimeoutException _) {
      return "stands";
    } catch (IOException e) {
      return String.valueOf(e.getMessage()).contains("reset") ? "reset" : e.toString();
    }
  }

  /// True when neither a byte nor an end comes within a moment.
  static boolean hearsNothing(Socket of) throws IOException {
    of.setSoTimeout(MOMENT_MILLIS);
    try {
      return end(of).equals("stands");
    } finally {
      of.setSoTimeout(LIMIT_MILLIS);
    }
  }

  static void await(BooleanSupplier condition, Supplier<String> words) {
    long endNanos = System.nanoTime() + LIMIT_MILLIS * 1_000_000L;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - endNanos >= 0) {
        throw new AssertionError("not within " + LIMIT_MILLIS + " ms: " + words.get());
      }
      LockSupport.parkNanos(2_000_000);
    }
  }

  @Override
  public void close() {
    try {
      proxy.close();
      server.close();
      for (Socket each : open) {
        each.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
