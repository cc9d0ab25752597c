package io.tidegate.sim.lx106.net;

import java.util.Arrays;

/// Asks the guest for an address, whose network it is in: the client's half of RFC 2131. It asks
/// again after 1, 2, 4, 8 and then every 16 seconds, and for the same one when half its time is
/// over.
final class AddressWish {
  private static final long SECOND = 1_000_000_000L;
  private static final int MOST_DOUBLINGS = 4;
  private static final int OPTIONS = 240;
  private static final int COOKIE = 0x6382_5363;
  private static final int NOBODY = 0;

  private static final int DISCOVER = 1;
  private static final int OFFER = 2;
  private static final int REQUEST = 3;
  private static final int ACK = 5;
  private static final int NAK = 6;

  // options: RFC 2132
  private static final int PAD = 0;
  private static final int WANTED = 50;
  private static final int LEASE = 51;
  private static final int KIND = 53;
  private static final int SERVER = 54;
  private static final int END = 255;

  private final byte[] mac;
  private final Frames frames;
  private int number;
  private long dueNanos = Long.MAX_VALUE;
  private int tries;

  /// What was offered; 0 as long as nothing was.
  private int offered;

  private int server;
  private int address;

  AddressWish(byte[] mac, Frames frames) {
    this.mac = mac.clone();
    this.frames = frames;
  }

  /// It is in the network; `transaction` is by chance.
  void begin(int transaction, long nowNanos) {
    end();
    number = transaction;
    dueNanos = nowNanos;
  }

  void end() {
    address = NOBODY;
    offered = NOBODY;
    server = NOBODY;
    tries = 0;
    dueNanos = Long.MAX_VALUE;
  }

  /// 0 for none.
  int address() {
    return address;
  }

  /// Who gave it.
  int server() {
    return server;
  }

  /// How often it has asked, without an answer that it can use.
  int tries() {
    return tries;
  }

  /// Gives when it wants to be run again.
  long run(long nowNanos) {
    if (nowNanos >= dueNanos) {
      dueNanos = nowNanos + (SECOND << Math.min(tries++, MOST_DOUBLINGS));
      send(offered == NOBODY && address == NOBODY ? DISCOVER : REQUEST);
      // whoever made the offer may be gone
      offered = NOBODY;
    }
    return dueNanos;
  }

  void fromGuest(Packet packet, long nowNanos) {
    int length = packet.length() - Frames.UDP_HEADER;
    if (length < OPTIONS) {
      return;
    }
    byte[] bytes = packet.bytes(Frames.UDP_HEADER, length);
    boolean mine =
        bytes[0] == 2
            && Octets.u32(bytes, 4) == number
            && Arrays.equals(bytes, 28, 34, mac, 0, mac.length)
            && Octets.u32(bytes, 236) == COOKIE;
    if (mine) {
      answered(bytes, nowNanos);
    }
  }

  private void answered(byte[] bytes, long nowNanos) {
    int given = Octets.u32(bytes, 16);
    switch (option(bytes, KIND, 1)) {
      case OFFER -> {
        if (address == NOBODY && Octets.isMachine(given)) {
          offered = given;
          server = option(bytes, SERVER, 4);
          dueNanos = nowNanos;
        }
      }
      case ACK -> {
        if (Octets.isMachine(given)) {
          address = given;
          tries = 0;
          long seconds = Integer.toUnsignedLong(option(bytes, LEASE, 4));
          dueNanos = seconds == 0 ? Long.MAX_VALUE : nowNanos + seconds * SECOND / 2;
        }
      }
      case NAK -> begin(number, nowNanos + SECOND);
      default -> {}
    }
  }

  /// 0 for one that is not there.
  private static int option(byte[] bytes, int wanted, int size) {
    int at = OPTIONS;
    while (at + 1 < bytes.length && Octets.u8(bytes, at) != END) {
      int option = Octets.u8(bytes, at);
      int length = option == PAD ? 0 : Octets.u8(bytes, at + 1);
      int value = at + 2;
      if (option == wanted && length == size && value + size <= bytes.length) {
        return size == 1 ? Octets.u8(bytes, value) : Octets.u32(bytes, value);
      }
      at = option == PAD ? at + 1 : value + length;
    }
    return 0;
  }

  private void send(int kind) {
    byte[] bytes = new byte[300];
    bytes[0] = 1;
    bytes[1] = 1;
    bytes[2] = (byte) mac.length;
    Octets.put32(bytes, 4, number);
    Octets.put32(bytes, 12, address);
    System.arraycopy(mac, 0, bytes, 28, mac.length);
    Octets.put32(bytes, 236, COOKIE);
    bytes[OPTIONS] = KIND;
    bytes[OPTIONS + 1] = 1;
    bytes[OPTIONS + 2] = (byte) kind;
    int at = OPTIONS + 3;
    if (kind == REQUEST && address == NOBODY) {
      at = put(bytes, at, WANTED, offered);
      at = put(bytes, at, SERVER, server);
    }
    bytes[at] = (byte) END;
    frames.udp(address, Dhcp.CLIENT_PORT, Octets.ALL, Dhcp.SERVER_PORT, bytes);
  }

  private static int put(byte[] into, int at, int option, int value) {
    into[at] = (byte) option;
    into[at + 1] = 4;
    Octets.put32(into, at + 2, value);
    return at + 6;
  }
}
