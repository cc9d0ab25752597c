package io.tidegate.sim.broker;

import io.tidegate.sim.mqtt.Packet;
import io.tidegate.sim.mqtt.PacketReader;
import io.tidegate.sim.mqtt.PacketWriter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.HexFormat;

/// A client that sends what a test writes, byte by byte.
final class Peer implements AutoCloseable {
  private static final int LIMIT_MILLIS = 60_000;
  private final Socket socket;
  private final PacketReader reader;

  Peer(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(LIMIT_MILLIS);
    reader = new PacketReader(socket.getInputStream());
  }

  /// A client that is through with CONNECT.
  static Peer connected(int port, String id, boolean clean) throws IOException {
    Peer peer = new Peer(port);
    peer.send(new Packet.Connect(Packet.LEVEL, id, clean, 60, null, null, null));
    peer.next();
    return peer;
  }

  void send(String hex) throws IOException {
    socket.getOutputStream().write(HexFormat.of().parseHex(hex.replace(" ", "")));
  }

  void send(Packet packet) throws IOException {
    socket.getOutputStream().write(PacketWriter.bytes(packet));
  }

  Packet next() throws IOException {
    return reader.read();
  }

  /// The next bytes, spaced; fewer when the other side closes.
  String bytes(int count) throws IOException {
    return HexFormat.ofDelimiter(" ").formatHex(socket.getInputStream().readNBytes(count));
  }

  /// Waits for the other side to close.
  boolean isEnded() throws IOException {
    try {
      return socket.getInputStream().read() < 0;
    } catch (java.net.SocketTimeoutException _) {
      return false;
    } catch (IOException _) {
      return true;
    }
  }

  /// True when nothing comes within a moment.
  boolean hearsNothing() throws IOException {
    socket.setSoTimeout(200);
    try {
      socket.getInputStream().read();
      return false;
    } catch (java.net.SocketTimeoutException _) {
      return true;
    } finally {
      socket.setSoTimeout(LIMIT_MILLIS);
    }
  }

  /// Without a DISCONNECT.
  @Override
  public void close() throws IOException {
    socket.close();
  }
}
