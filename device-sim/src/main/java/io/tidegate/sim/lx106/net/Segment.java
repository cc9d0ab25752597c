package io.tidegate.sim.lx106.net;

/// A TCP segment from the guest: RFC 9293, section 3.1. `offset` and `length` are its bytes' in the
/// frame; `segmentBytes` is what it says that it takes at once, 0 when it does not say.
record Segment(
    Packet packet,
    int fromPort,
    int toPort,
    int number,
    int acknowledged,
    int flags,
    int window,
    int segmentBytes,
    int offset,
    int length) {
  static final int FIN = 1;
  static final int SYN = 2;
  static final int RST = 4;
  static final int PSH = 8;
  static final int ACK = 16;

  static final int HEADER_BYTES = 20;

  private static final int END = 0;
  private static final int NOTHING = 1;
  private static final int SEGMENT_BYTES = 2;

  /// Null for none.
  static Segment read(Packet packet) {
    if (packet.length() < HEADER_BYTES || !packet.isWhole()) {
      return null;
    }
    int header = (packet.u8(12) >> 4) * 4;
    if (header < HEADER_BYTES || header > packet.length()) {
      return null;
    }
    return new Segment(
        packet,
        packet.u16(0),
        packet.u16(2),
        packet.u32(4),
        packet.u32(8),
        packet.u8(13),
        packet.u16(14),
        segmentBytes(packet, header),
        packet.offset() + header,
        packet.length() - header);
  }

  private static int segmentBytes(Packet packet, int header) {
    int at = HEADER_BYTES;
    while (at < header && packet.u8(at) != END) {
      if (packet.u8(at) == NOTHING) {
        at++;
        continue;
      }
      int size = at + 1 < header ? packet.u8(at + 1) : 0;
      if (size < 2 || at + size > header) {
        return 0;
      }
      if (packet.u8(at) == SEGMENT_BYTES && size == 4) {
        return packet.u16(at + 2);
      }
      at += size;
    }
    return 0;
  }

  boolean has(int flag) {
    return (flags & flag) != 0;
  }

  /// How many numbers it takes: those of its bytes, and one each for beginning and end.
  int span() {
    return length + (has(SYN) ? 1 : 0) + (has(FIN) ? 1 : 0);
  }

  /// One for the guest, with no bytes yet; a beginning says how much is taken at once.
  static byte[] frame(
      Frames frames,
      int from,
      int fromPort,
      int to,
      int toPort,
      int number,
      int acknowledged,
      int flags,
      int window,
      byte[] bytes) {
    boolean begins = (flags & SYN) != 0;
    int header = HEADER_BYTES + (begins ? 4 : 0);
    byte[] frame = frames.packet(Packet.TCP, from, to, header + bytes.length);
    int at = Packet.START + Packet.HEADER_BYTES;
    Octets.put16(frame, at, fromPort);
    Octets.put16(frame, at + 2, toPort);
    Octets.put32(frame, at + 4, number);
    Octets.put32(frame, at + 8, acknowledged);
    frame[at + 12] = (byte) (header / 4 << 4);
    frame[at + 13] = (byte) flags;
    Octets.put16(frame, at + 14, window);
    if (begins) {
      frame[at + HEADER_BYTES] = SEGMENT_BYTES;
      frame[at + HEADER_BYTES + 1] = 4;
      Octets.put16(frame, at + HEADER_BYTES + 2, Outflow.MOST_SEGMENT);
    }
    System.arraycopy(bytes, 0, frame, at + header, bytes.length);
    Octets.put16(frame, at + 16, Frames.sum(frame, Packet.TCP, from, to));
    return frame;
  }
}
