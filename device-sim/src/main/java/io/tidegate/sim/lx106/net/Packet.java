package io.tidegate.sim.lx106.net;

import java.util.Arrays;

/// An IPv4 packet from the guest, as it lies in its frame; `offset` and `length` are its contents'.
/// `part`: of a larger one.
record Packet(
    byte[] frame, int source, int target, int protocol, int offset, int length, boolean part) {
  static final int ICMP = 1;
  static final int IGMP = 2;
  static final int TCP = 6;
  static final int UDP = 17;

  /// Where it begins in a frame of Ethernet.
  static final int START = 14;

  static final int HEADER_BYTES = 20;

  // more of it follows, or something is before it
  private static final int PART = 0x3FFF;

  /// Null for none, which is counted. RFC 791, section 3.1.
  static Packet read(byte[] frame, int frameLength, Counts counts) {
    int there = frameLength - START;
    if (there < HEADER_BYTES || frame[START] >> 4 != 4) {
      counts.add(Count.DAMAGED);
      return null;
    }
    int header = 4 * (frame[START] & 0xF);
    int length = Octets.u16(frame, START + 2);
    if (header < HEADER_BYTES
        || length < header
        || length > there
        || Octets.complement(Octets.sum(frame, START, header, 0)) != 0) {
      counts.add(Count.DAMAGED);
      return null;
    }
    return new Packet(
        frame,
        Octets.u32(frame, START + 12),
        Octets.u32(frame, START + 16),
        Octets.u8(frame, START + 9),
        START + header,
        length - header,
        (Octets.u16(frame, START + 6) & PART) != 0);
  }

  /// With its header.
  byte[] whole() {
    return Arrays.copyOfRange(frame, START, offset + length);
  }

  /// Whether the sum over contents and addresses is right, as UDP and TCP have it (RFC 768).
  boolean isWhole() {
    long sum = pseudo(source, target, protocol, length);
    return Octets.complement(Octets.sum(frame, offset, length, sum)) == 0;
  }

  /// Whether its contents are a datagram of UDP; a sum of 0 is none (RFC 768).
  boolean isDatagram() {
    return length >= Frames.UDP_HEADER && u16(4) == length && (u16(6) == 0 || isWhole());
  }

  static long pseudo(int source, int target, int protocol, int length) {
    return (source >>> 16)
        + (source & 0xFFFF)
        + (target >>> 16)
        + (target & 0xFFFF)
        + protocol
        + (long) length;
  }

  int u8(int at) {
    return Octets.u8(frame, offset + at);
  }

  int u16(int at) {
    return Octets.u16(frame, offset + at);
  }

  int u32(int at) {
    return Octets.u32(frame, offset + at);
  }

  byte[] bytes(int from, int count) {
    byte[] bytes = new byte[count];
    System.arraycopy(frame, offset + from, bytes, 0, count);
    return bytes;
  }
}
