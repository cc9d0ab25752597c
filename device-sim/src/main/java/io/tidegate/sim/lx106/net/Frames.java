package io.tidegate.sim.lx106.net;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Frames for the guest: built here, and kept until it takes them.
final class Frames {
  static final int MOST_WAITING = 256;
  static final int MOST_BYTES = 1_514;
  static final int IPV4 = 0x0800;
  static final int ARP = 0x0806;
  static final int UDP_HEADER = 8;

  /// Before the contents of a packet.
  static final int HEADERS = Packet.START + Packet.HEADER_BYTES;

  /// Contents of a packet that go with one frame when there are more of them.
  static final int PIECE_BYTES = 1_480;

  private static final int MAC_BYTES = 6;
  private static final int LIFE = 64;
  private static final int WHOLE = 0x4000;
  private static final int MORE = 0x2000;

  private final byte[] own;
  private final Counts counts;
  private final BooleanSupplier air;
  private final Queue<byte[]> waiting = new ArrayDeque<>();
  private byte[] guest;
  private int number;

  /// `own`: the hardware address that they come from, and that the guest's are for.
  Frames(byte[] own, byte[] guest, Counts counts, BooleanSupplier air) {
    this.own = own.clone();
    this.guest = guest.clone();
    this.counts = counts;
    this.air = air;
  }

  void clear() {
    waiting.clear();
  }

  /// A program may give itself another hardware address.
  void guest(byte[] from, int at) {
    guest = Arrays.copyOfRange(from, at, at + MAC_BYTES);
  }

  boolean isForUs(byte[] frame) {
    return (frame[0] & 1) != 0 || Arrays.equals(frame, 0, MAC_BYTES, own, 0, MAC_BYTES);
  }

  void take(Consumer<byte[]> toGuest) {
    for (byte[] next = waiting.poll(); next != null; next = waiting.poll()) {
      counts.add(Count.TO_GUEST);
      toGuest.accept(next);
    }
  }

  /// The answer to the question who has this address: RFC 826.
  void arp(byte[] asked, int sender, int wanted) {
    byte[] frame = new byte[Packet.START + 28];
    ethernet(frame, ARP, asked, Packet.START + 8);
    System.arraycopy(asked, Packet.START, frame, Packet.START, 6);
    Octets.put16(frame, Packet.START + 6, 2);
    System.arraycopy(own, 0, frame, Packet.START + 8, MAC_BYTES);
    Octets.put32(frame, Packet.START + 14, wanted);
    System.arraycopy(asked, Packet.START + 8, frame, Packet.START + 18, MAC_BYTES);
    Octets.put32(frame, Packet.START + 24, sender);
    send(frame);
  }

  void udp(int from, int fromPort, int to, int toPort, byte[] bytes) {
    byte[] frame = packet(Packet.UDP, from, to, UDP_HEADER + bytes.length);
    int at = Packet.START + Packet.HEADER_BYTES;
    Octets.put16(frame, at, fromPort);
    Octets.put16(frame, at + 2, toPort);
    Octets.put16(frame, at + 4, UDP_HEADER + bytes.length);
    System.arraycopy(bytes, 0, frame, at + UDP_HEADER, bytes.length);
    int sum = sum(frame, Packet.UDP, from, to);
    // 0 would say that there is none: RFC 768
    Octets.put16(frame, at + 6, sum == 0 ? 0xFFFF : sum);
    send(frame);
  }

  /// A frame with the header of a packet; its contents are still to come.
  byte[] packet(int protocol, int from, int to, int length) {
    byte[] frame = new byte[Packet.START + Packet.HEADER_BYTES + length];
    ethernet(frame, IPV4, hardware(to), 0);
    int at = Packet.START;
    frame[at] = 0x45;
    Octets.put16(frame, at + 2, Packet.HEADER_BYTES + length);
    Octets.put16(frame, at + 4, number++);
    Octets.put16(frame, at + 6, WHOLE);
    frame[at + 8] = LIFE;
    frame[at + 9] = (byte) protocol;
    Octets.put32(frame, at + 12, from);
    Octets.put32(frame, at + 16, to);
    guard(frame);
    return frame;
  }

  private static void guard(byte[] frame) {
    int at = Packet.START;
    Octets.put16(frame, at + 10, 0);
    Octets.put16(frame, at + 10, Octets.complement(Octets.sum(frame, at, Packet.HEADER_BYTES, 0)));
  }

  /// RFC 791, section 3.2.
  private void sendPieces(byte[] frame) {
    int length = frame.length - HEADERS;
    for (int at = 0; at < length; at += PIECE_BYTES) {
      int count = Math.min(PIECE_BYTES, length - at);
      byte[] piece = Arrays.copyOf(frame, HEADERS + count);
      System.arraycopy(frame, HEADERS + at, piece, HEADERS, count);
      Octets.put16(piece, Packet.START + 2, Packet.HEADER_BYTES + count);
      Octets.put16(piece, Packet.START + 6, at / 8 | (at + count < length ? MORE : 0));
      guard(piece);
      send(piece);
    }
  }

  /// One that is a packet already.
  void packet(byte[] packet) {
    byte[] frame = new byte[Packet.START + packet.length];
    ethernet(frame, IPV4, hardware(Octets.u32(packet, 16)), 0);
    System.arraycopy(packet, 0, frame, Packet.START, packet.length);
    send(frame);
  }

  static int sum(byte[] frame, int protocol, int from, int to) {
    int at = Packet.START + Packet.HEADER_BYTES;
    int length = frame.length - at;
    return Octets.complement(
        Octets.sum(frame, at, length, Packet.pseudo(from, to, protocol, length)));
  }

  void send(byte[] frame) {
    if (!air.getAsBoolean()) {
      counts.add(Count.NO_AIR);
    } else if (frame.length > MOST_BYTES) {
      sendPieces(frame);
    } else if (waiting.size() == MOST_WAITING) {
      counts.add(Count.FRAMES_FULL);
    } else {
      waiting.add(frame);
    }
  }

  private void ethernet(byte[] frame, int type, byte[] to, int at) {
    System.arraycopy(to, at, frame, 0, MAC_BYTES);
    System.arraycopy(own, 0, frame, MAC_BYTES, MAC_BYTES);
    Octets.put16(frame, 2 * MAC_BYTES, type);
  }

  /// All machines', a group's (RFC 1112, section 6.4), or the guest's.
  private byte[] hardware(int to) {
    if (Octets.isGroup(to)) {
      return new byte[] {1, 0, 0x5E, (byte) (to >> 16 & 0x7F), (byte) (to >> 8), (byte) to};
    }
    if ((to & 0xFF) == 0xFF) {
      return new byte[] {-1, -1, -1, -1, -1, -1};
    }
    return guest;
  }
}
