package io.tidegate.sim.lx106.net;

import java.util.Arrays;

/// Gives the guest the address that its station has, when it has one: RFC 2131.
final class Dhcp {
  static final int SERVER_PORT = 67;
  static final int CLIENT_PORT = 68;

  private static final int OPTIONS = 240;
  private static final int COOKIE = 0x6382_5363;
  private static final int LEASE_SECONDS = 86_400;

  /// A question that is older is not answered any more: the guest asks again.
  private static final long PATIENCE_NANOS = 4_000_000_000L;

  private static final long LOOK_NANOS = 20_000_000;

  private static final int DISCOVER = 1;
  private static final int OFFER = 2;
  private static final int REQUEST = 3;
  private static final int ACK = 5;
  private static final int NAK = 6;
  private static final int INFORM = 8;

  // options: RFC 2132
  private static final int PAD = 0;
  private static final int END = 255;
  private static final int WANTED = 50;
  private static final int KIND = 53;
  private static final int SERVER = 54;

  /// What was asked for; 0 for what was not said.
  private record Question(byte[] head, int kind, int has, int wanted, int server, long nanos) {}

  private final Frames frames;
  private final Home home;
  private final Counts counts;
  private Question open;

  Dhcp(Frames frames, Home home, Counts counts) {
    this.frames = frames;
    this.home = home;
    this.counts = counts;
  }

  void clear() {
    open = null;
  }

  void fromGuest(Packet packet, long nowNanos) {
    Question question = read(packet, nowNanos);
    if (question == null) {
      counts.add(Count.DHCP_BAD);
      return;
    }
    home.asks();
    frames.guest(question.head, 28);
    if (question.kind == DISCOVER || question.kind == REQUEST || question.kind == INFORM) {
      open = question;
      home.waits(true);
      run(nowNanos);
    }
  }

  /// Answers as soon as the station has an address.
  /// Gives when it wants to look again.
  long run(long nowNanos) {
    if (open != null && (nowNanos - open.nanos > PATIENCE_NANOS || !home.air())) {
      forget();
    }
    if (open == null) {
      return Long.MAX_VALUE;
    }
    if (home.given() == 0) {
      return nowNanos + LOOK_NANOS;
    }
    Question question = open;
    forget();
    answer(question);
    return Long.MAX_VALUE;
  }

  private void forget() {
    open = null;
    home.waits(false);
  }

  private void answer(Question question) {
    if (question.server != 0 && question.server != home.router()) {
      // it has taken what another one offers: RFC 2131, section 3.1
      return;
    }
    int given = home.given();
    switch (question.kind) {
      case DISCOVER -> send(question, OFFER, given);
      case INFORM -> send(question, ACK, 0);
      default -> {
        int wanted = question.wanted != 0 ? question.wanted : question.has;
        send(question, wanted == given ? ACK : NAK, wanted == given ? given : 0);
      }
    }
  }

  private static Question read(Packet packet, long nowNanos) {
    int length = packet.length() - Frames.UDP_HEADER;
    if (length < OPTIONS) {
      return null;
    }
    byte[] bytes = packet.bytes(Frames.UDP_HEADER, length);
    // a question, of Ethernet, with six bytes
    if (bytes[0] != 1 || bytes[1] != 1 || bytes[2] != 6 || Octets.u32(bytes, 236) != COOKIE) {
      return null;
    }
    int kind = 0;
    int wanted = 0;
    int server = 0;
    for (int at = OPTIONS; at < length && Octets.u8(bytes, at) != END; ) {
      int option = Octets.u8(bytes, at++);
      if (option == PAD) {
        continue;
      }
      if (at == length || at + 1 + Octets.u8(bytes, at) > length) {
        return null;
      }
      int size = Octets.u8(bytes, at++);
      if (option == KIND && size == 1) {
        kind = bytes[at];
      } else if (option == WANTED && size == 4) {
        wanted = Octets.u32(bytes, at);
      } else if (option == SERVER && size == 4) {
        server = Octets.u32(bytes, at);
      }
      at += size;
    }
    byte[] head = Arrays.copyOf(bytes, 44);
    return kind == 0
        ? null
        : new Question(head, kind, Octets.u32(bytes, 12), wanted, server, nowNanos);
  }

  /// To all, as whoever asks has no address yet, or to the one that it has: RFC 2131, section 4.1.
  private void send(Question question, int kind, int given) {
    byte[] reply = new byte[300];
    System.arraycopy(question.head, 0, reply, 0, 12);
    reply[0] = 2;
    reply[3] = 0;
    if (kind != NAK) {
      Octets.put32(reply, 12, question.has);
    }
    Octets.put32(reply, 16, given);
    System.arraycopy(question.head, 28, reply, 28, 16);
    Octets.put32(reply, 236, COOKIE);
    reply[OPTIONS] = KIND;
    reply[OPTIONS + 1] = 1;
    reply[OPTIONS + 2] = (byte) kind;
    int at = option(reply, OPTIONS + 3, SERVER, home.router());
    if (kind != NAK) {
      at = option(reply, at, 1, Home.MASK);
      at = option(reply, at, 3, home.router());
      at = option(reply, at, 6, home.router());
    }
    if (given != 0) {
      at = option(reply, at, 51, LEASE_SECONDS);
      at = option(reply, at, 58, LEASE_SECONDS / 2);
      at = option(reply, at, 59, LEASE_SECONDS / 8 * 7);
    }
    reply[at] = (byte) END;
    int to = kind == NAK || question.has == 0 ? Octets.ALL : question.has;
    frames.udp(home.router(), SERVER_PORT, to, CLIENT_PORT, reply);
  }

  private static int option(byte[] into, int at, int number, int value) {
    into[at] = (byte) number;
    into[at + 1] = 4;
    Octets.put32(into, at + 2, value);
    return at + 6;
  }
}
