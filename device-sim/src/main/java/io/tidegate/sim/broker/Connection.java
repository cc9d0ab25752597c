package io.tidegate.sim.broker;

import io.tidegate.sim.mqtt.Packet;
import io.tidegate.sim.mqtt.PacketReader;
import io.tidegate.sim.mqtt.PacketWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/// One TCP connection of a server: a thread that reads and one that writes, so that a client that
/// does not read stops nobody else.
final class Connection implements Link {
  /// Packets that wait for a slow client; one more is not taken.
  static final int QUEUE_LIMIT = 4_096;

  private static final byte[] END = new byte[0];

  /// What is done with a packet; an exception ends the connection.
  interface Listener {
    void packet(Connection connection, Packet packet) throws IOException;

    /// Once, after the last packet. `words` empty: the client closed.
    void ended(Connection connection, String words);
  }

  private final Socket socket;
  private final Listener listener;
  private final BlockingQueue<byte[]> outgoing = new ArrayBlockingQueue<>(QUEUE_LIMIT + 1);

  Connection(Socket socket, Listener listener) {
    this.socket = socket;
    this.listener = listener;
  }

  void start(String name) {
    Thread.ofVirtual().name(name + "-read").start(this::read);
    Thread.ofVirtual().name(name + "-write").start(this::write);
  }

  @Override
  public boolean send(Packet packet) {
    return outgoing.size() < QUEUE_LIMIT && outgoing.offer(PacketWriter.bytes(packet));
  }

  @Override
  public void expectWithin(int millis) {
    try {
      socket.setSoTimeout(millis);
    } catch (IOException _) {
      cut();
    }
  }

  @Override
  public void finish() {
    outgoing.offer(END);
  }

  @Override
  public void cut() {
    try {
      socket.close();
    } catch (IOException _) {
      // closing is all that was wanted
    }
  }

  private void read() {
    String words = "";
    try {
      PacketReader reader = new PacketReader(socket.getInputStream());
      for (Packet next = reader.read(); next != null; next = reader.read()) {
        listener.packet(this, next);
      }
    } catch (IOException e) {
      words = e.getMessage() == null ? e.toString() : e.getMessage();
    } finally {
      listener.ended(this, words);
      finish();
    }
  }

  private void write() {
    try {
      OutputStream out = socket.getOutputStream();
      for (byte[] next = outgoing.take(); next != END; next = outgoing.take()) {
        out.write(next);
      }
    } catch (IOException _) {
      // the reader finds out as well
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      cut();
    }
  }
}
