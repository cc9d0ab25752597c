package io.tidegate.sim.cli;

import io.tidegate.sim.lx106.debug.Gdb;
import io.tidegate.sim.pty.Rack;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Where a gdb connects, on this machine only, one at a time. While it has the board stopped, the
/// world's time stands still.
final class GdbServer implements AutoCloseable {
  /// The end of what is to be written.
  private static final byte[] END = {};

  private static final int BUFFER_BYTES = 4096;

  /// Less than gdb waits for its first answer.
  private static final long PATIENCE_MILLIS = 1_000;

  private final Rack rack;
  private final Gdb gdb;
  private final Consumer<String> told;
  private final ServerSocket server;
  private final Semaphore free = new Semaphore(1);
  private volatile Socket client;

  /// `port` 0 takes any that is free.
  GdbServer(Rack rack, Gdb gdb, int port, Consumer<String> told) throws IOException {
    this.rack = rack;
    this.gdb = gdb;
    this.told = told;
    server = new ServerSocket(port, 8, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().name("gdb").start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException e) {
        complain(e);
      }
    }
  }

  /// One that comes while another is there waits a little, for that may be about to go.
  private void serve(Socket socket) {
    try (socket) {
      if (!free.tryAcquire(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
        told.accept("gdb: expected one at a time; another came, and was sent away");
        return;
      }
      try {
        client = socket;
        socket.setTcpNoDelay(true);
        told.accept("gdb has come: the board stands still");
        talk(socket);
        told.accept("gdb is gone: the board runs");
      } finally {
        free.release();
      }
    } catch (IOException e) {
      complain(e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void complain(IOException e) {
    if (!server.isClosed()) {
      told.accept("gdb: " + e.getMessage());
    }
  }

  private void talk(Socket socket) throws IOException {
    LinkedBlockingQueue<byte[]> out = new LinkedBlockingQueue<>();
    Thread writer = Thread.ofVirtual().start(() -> write(socket, out));
    try {
      onRack(
          () -> {
            gdb.whenStopped(() -> settle(out));
            gdb.connected();
            settle(out);
            return null;
          });
      InputStream in = socket.getInputStream();
      byte[] bytes = new byte[BUFFER_BYTES];
      for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
        int length = count;
        onRack(
            () -> {
              gdb.receive(bytes, length);
              settle(out);
              return null;
            });
      }
    } finally {
      out.add(END);
      onRack(
          () -> {
            gdb.disconnected();
            rack.hold(false);
            return null;
          });
      writer.interrupt();
    }
  }

  private void onRack(Callable<Void> deed) throws IOException {
    rack.ask(deed);
  }

  /// On the rack's thread.
  private void settle(LinkedBlockingQueue<byte[]> out) {
    rack.hold(gdb.stopped());
    byte[] bytes = gdb.toSend();
    if (bytes.length > 0) {
      out.add(bytes);
    }
  }

  private static void write(Socket socket, LinkedBlockingQueue<byte[]> from) {
    try {
      OutputStream out = socket.getOutputStream();
      for (byte[] next = from.take(); next != END; next = from.take()) {
        out.write(next);
      }
    } catch (IOException _) {
      // the reader sees the same
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    try {
      server.close();
      Socket last = client;
      if (last != null) {
        last.close();
      }
    } catch (IOException e) {
      told.accept("gdb: " + e.getMessage());
    }
  }
}
