package io.tidegate.sim.lx106.net;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// Frames as a guest builds and reads them; shares nothing with what it tries.
final class Wire {
  static final byte[] GUEST = {0x5C, (byte) 0xCF, 0x7F, 0x12, 0x34, 0x56};
  static final byte[] ALL = {-1, -1, -1, -1, -1, -1};

  private Wire() {}

  static int address(int a, int b, int c, int d) {
    return a << 24 | b << 16 | c << 8 | d;
  }

  static byte[] ethernet(byte[] to, int type, byte[] contents) {
    return ByteBuffer.allocate(14 + contents.length)
        .put(to)
        .put(GUEST)
        .putShort((short) type)
        .put(contents)
        .array();
  }

  static byte[] arp(int operation, int sender, int wanted) {
    ByteBuffer arp = ByteBuffer.allocate(28);
    arp.putShort((short) 1).putShort((short) 0x800).put((byte) 6).put((byte) 4);
    arp.putShort((short) operation).put(GUEST).putInt(sender).put(new byte[6]).putInt(wanted);
    return ethernet(ALL, 0x806, arp.array());
  }

  static byte[] ip(byte[] to, int protocol, int from, int target, byte[] contents) {
    ByteBuffer packet = ByteBuffer.allocate(20 + contents.length);
    packet.put((byte) 0x45).put((byte) 0).putShort((short) (20 + contents.length));
    packet.putInt(0).put((byte) 255).put((byte) protocol).putShort((short) 0);
    packet.putInt(from).putInt(target).put(contents);
    packet.putShort(10, (short) checksum(packet.array(), 0, 20, 0));
    return ethernet(to, 0x800, packet.array());
  }

  static byte[] udp(byte[] to, int from, int fromPort, int target, int port, byte[] contents) {
    ByteBuffer datagram = ByteBuffer.allocate(8 + contents.length);
    datagram.putShort((short) fromPort).putShort((short) port);
    datagram.putShort((short) (8 + contents.length)).putShort((short) 0).put(contents);
    return ip(to, 17, from, target, guarded(datagram.array(), 6, 17, from, target));
  }

  static byte[] tcp(
      byte[] to,
      int from,
      int fromPort,
      int target,
      int port,
      int number,
      int acknowledged,
      int flags,
      int window,
      byte[] contents) {
    // one that begins says that it takes 536 bytes at once
    int header = (flags & 2) == 0 ? 20 : 24;
    ByteBuffer segment = ByteBuffer.allocate(header + contents.length);
    segment.putShort((short) fromPort).putShort((short) port).putInt(number).putInt(acknowledged);
    segment.put((byte) (header << 2)).put((byte) flags).putShort((short) window).putInt(0);
    if (header == 24) {
      segment.put((byte) 2).put((byte) 4).putShort((short) 536);
    }
    segment.put(contents);
    return ip(to, 6, from, target, guarded(segment.array(), 16, 6, from, target));
  }

  /// With the sum of the packet's header as it has to be.
  static byte[] guarded(byte[] frame) {
    Octets.put16(frame, 24, 0);
    Octets.put16(frame, 24, checksum(frame, 14, 34, 0));
    return frame;
  }

  private static byte[] guarded(byte[] bytes, int at, int protocol, int from, int to) {
    int sum = checksum(bytes, 0, bytes.length, pseudo(bytes.length, protocol, from, to));
    bytes[at] = (byte) (sum >> 8);
    bytes[at + 1] = (byte) sum;
    return bytes;
  }

  static long pseudo(int length, int protocol, int from, int to) {
    return (from >>> 16) + (from & 0xFFFF) + (to >>> 16) + (to & 0xFFFF) + protocol + length;
  }

  static int checksum(byte[] bytes, int from, int to, long before) {
    long sum = before;
    for (int i = from; i < to; i++) {
      sum += (i - from) % 2 == 0 ? (bytes[i] & 0xFF) << 8 : bytes[i] & 0xFF;
    }
    sum = (sum & 0xFFFF) + (sum >> 16);
    sum = (sum & 0xFFFF) + (sum >> 16);
    return (int) ~sum & 0xFFFF;
  }

  /// Whether a guest would take it: for it, and with all sums right.
  static boolean isWhole(byte[] frame) {
    if (frame.length < 14) {
      return false;
    }
    boolean meant = (frame[0] & 1) != 0 || Arrays.equals(frame, 0, 6, GUEST, 0, 6);
    ByteBuffer in = ByteBuffer.wrap(frame);
    if (!meant || in.getShort(12) != 0x800) {
      return meant && frame.length >= 42;
    }
    if (frame.length < 34
        || frame[14] != 0x45
        || in.getShort(16) != frame.length - 14
        || checksum(frame, 14, 34, 0) != 0) {
      return false;
    }
    if ((in.getShort(20) & 0x3FFF) != 0) {
      return true; // a piece
    }
    int length = frame.length - 34;
    boolean known = frame[23] == 6 || frame[23] == 17;
    long before = known ? pseudo(length, frame[23], in.getInt(26), in.getInt(30)) : 0;
    return checksum(frame, 34, frame.length, before) == 0;
  }
}
