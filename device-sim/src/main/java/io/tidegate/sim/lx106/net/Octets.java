package io.tidegate.sim.lx106.net;

import java.net.InetAddress;
import java.net.UnknownHostException;

/// Numbers in the network's order, addresses in words, and the sum that guards headers.
final class Octets {
  static final int ALL = 0xFFFF_FFFF;

  private static final int MOST_TEXT = 15;

  private Octets() {}

  static int u8(byte[] from, int at) {
    return from[at] & 0xFF;
  }

  static int u16(byte[] from, int at) {
    return u8(from, at) << 8 | u8(from, at + 1);
  }

  static int u32(byte[] from, int at) {
    return u16(from, at) << 16 | u16(from, at + 2);
  }

  static void put16(byte[] into, int at, int value) {
    into[at] = (byte) (value >> 8);
    into[at + 1] = (byte) value;
  }

  static void put32(byte[] into, int at, int value) {
    put16(into, at, value >>> 16);
    put16(into, at + 2, value);
  }

  /// Words of 16 bits added up (RFC 1071), to those before.
  static long sum(byte[] from, int offset, int length, long before) {
    long sum = before;
    for (int i = 0; i + 1 < length; i += 2) {
      sum += u16(from, offset + i);
    }
    return length % 2 == 0 ? sum : sum + (u8(from, offset + length - 1) << 8);
  }

  /// What makes the sum right; 0 when it is.
  static int complement(long sum) {
    long folded = sum;
    while (folded >> 16 != 0) {
      folded = (folded & 0xFFFF) + (folded >> 16);
    }
    return (int) (~folded & 0xFFFF);
  }

  static String text(int address) {
    byte[] bytes = new byte[4];
    put32(bytes, 0, address);
    try {
      return InetAddress.getByAddress(bytes).getHostAddress();
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }

  /// 0 for what is no IPv4 address.
  static int address(String text) {
    if (text.isEmpty() || text.length() > MOST_TEXT) {
      return 0;
    }
    try {
      byte[] bytes = InetAddress.ofLiteral(text).getAddress();
      return bytes.length == 4 ? u32(bytes, 0) : 0;
    } catch (IllegalArgumentException _) {
      return 0;
    }
  }

  static boolean isGroup(int address) {
    return address >>> 28 == 0xE;
  }

  /// One machine's, so that something can come from there.
  static boolean isMachine(int address) {
    return address >>> 28 < 0xE && address >>> 24 != 0 && address >>> 24 != 127;
  }
}
