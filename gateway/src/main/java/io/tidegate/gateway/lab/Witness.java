package io.tidegate.gateway.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The subscriber that counts. It sits at the broker, beside the network that is pulled, and reads
/// MQTT by itself: no code of the boards, the gateway, its MQTT library or the broker is in the way
/// of its count.
final class Witness implements AutoCloseable {
  private static final String FILTER = "/sensors/#";
  private static final int LIMIT_MILLIS = 5_000;
  private static final int CONNACK = 2;
  private static final int PUBLISH = 3;
  private static final int SUBACK = 9;
  private static final Pattern BOARD = Pattern.compile("\"device_id\":\"([^\"]+)\"");
  private static final Pattern NUMBER = Pattern.compile("\"n\":(\\d{1,9})[,}]");

  private final Socket socket;
  private final DataInputStream in;
  private final DataOutputStream out;
  private final Tally tally;
  private volatile boolean closing;
  private volatile boolean gone;

  /// One packet: its first byte and what comes behind the length.
  private record Packet(int first, byte[] rest) {
    int type() {
      return first >> 4;
    }
  }

  /// Returns when the subscription stands.
  Witness(int port, Tally tally) throws IOException {
    this.tally = tally;
    this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
    this.in = new DataInputStream(socket.getInputStream());
    this.out = new DataOutputStream(socket.getOutputStream());
    socket.setSoTimeout(LIMIT_MILLIS);
    connect();
    expect(CONNACK);
    subscribe();
    expect(SUBACK);
    socket.setSoTimeout(0);
    Thread.ofVirtual().name("witness").start(this::listen);
  }

  /// True when it was cut off: its count is worth nothing then.
  boolean isGone() {
    return gone;
  }

  @Override
  public void close() throws IOException {
    closing = true;
    socket.close();
  }

  /// MQTT 3.1.1, clean session, no keep-alive.
  private void connect() throws IOException {
    ByteArrayOutputStream rest = new ByteArrayOutputStream();
    DataOutputStream packet = new DataOutputStream(rest);
    packet.writeUTF("MQTT");
    packet.writeByte(4);
    packet.writeByte(2);
    packet.writeShort(0);
    packet.writeUTF("witness");
    send(0x10, rest.toByteArray());
  }

  private void subscribe() throws IOException {
    ByteArrayOutputStream rest = new ByteArrayOutputStream();
    DataOutputStream packet = new DataOutputStream(rest);
    packet.writeShort(1);
    packet.writeUTF(FILTER);
    packet.writeByte(1);
    send(0x82, rest.toByteArray());
  }

  private void send(int first, byte[] rest) throws IOException {
    if (rest.length > 127) {
      throw new IllegalArgumentException("longer than this writer's one byte of length");
    }
    out.writeByte(first);
    out.writeByte(rest.length);
    out.write(rest);
    out.flush();
  }

  private void expect(int type) throws IOException {
    Packet packet = read();
    if (packet.type() != type) {
      throw new IOException("expected packet " + type + " from the broker, got " + packet.type());
    }
  }

  private Packet read() throws IOException {
    int first = in.readUnsignedByte();
    int length = 0;
    int shift = 0;
    int next;
    do {
      next = in.readUnsignedByte();
      length |= (next & 0x7F) << shift;
      shift += 7;
    } while ((next & 0x80) != 0 && shift < 28);
    byte[] rest = new byte[length];
    in.readFully(rest);
    return new Packet(first, rest);
  }

  private void listen() {
    try {
      while (true) {
        Packet packet = read();
        if (packet.type() == PUBLISH) {
          heard(packet);
        }
      }
    } catch (IOException _) {
      gone = !closing;
    }
  }

  private void heard(Packet packet) throws IOException {
    byte[] rest = packet.rest();
    int at = 2 + ((rest[0] & 0xFF) << 8 | rest[1] & 0xFF);
    if ((packet.first() & 6) != 0) {
      byte[] id = {rest[at], rest[at + 1]};
      send(0x40, id);
      at += 2;
    }
    String payload = new String(rest, at, rest.length - at, UTF_8);
    Matcher board = BOARD.matcher(payload);
    Matcher number = NUMBER.matcher(payload);
    if (board.find() && number.find()) {
      tally.delivered(board.group(1), Long.parseLong(number.group(1)), payload);
    } else {
      tally.strange();
    }
  }
}
