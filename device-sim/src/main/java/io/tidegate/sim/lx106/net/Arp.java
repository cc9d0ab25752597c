package io.tidegate.sim.lx106.net;

import java.util.Arrays;

/// Answers for every address but the guest's own. RFC 826.
final class Arp {
  private static final int BYTES = 28;

  /// Ethernet, IPv4, six and four bytes, a question.
  private static final byte[] QUESTION = {0, 1, 8, 0, 6, 4, 0, 1};

  static final int SENDER = Packet.START + 8;

  private final Frames frames;
  private final Home home;
  private final Counts counts;

  Arp(Frames frames, Home home, Counts counts) {
    this.frames = frames;
    this.home = home;
    this.counts = counts;
  }

  void fromGuest(byte[] frame, int length) {
    if (!isWhole(frame, length)) {
      counts.add(Count.DAMAGED);
      return;
    }
    if (!asks(frame)) {
      return;
    }
    frames.guest(frame, SENDER);
    int sender = Octets.u32(frame, SENDER + 6);
    int wanted = Octets.u32(frame, SENDER + 16);
    if (sender == wanted) {
      // it says that it has this address: RFC 5227, section 2.3
      home.heard(sender);
    } else if (answers(sender, wanted)) {
      frames.arp(frame, sender, wanted);
    }
  }

  static boolean isWhole(byte[] frame, int length) {
    return length >= Packet.START + BYTES
        && Arrays.equals(frame, 6, 12, frame, SENDER, SENDER + 6)
        && Arrays.equals(frame, Packet.START, SENDER - 1, QUESTION, 0, QUESTION.length - 1);
  }

  /// Whether it is a question, and no answer.
  static boolean asks(byte[] frame) {
    return frame[SENDER - 1] == QUESTION[QUESTION.length - 1];
  }

  /// One without an address asks whether somebody has the one that it would like (RFC 5227,
  /// section 2.1): nobody has, but for the router.
  private boolean answers(int sender, int wanted) {
    return sender == 0
        ? wanted == home.router()
        : Octets.isMachine(wanted) && wanted != home.guest();
  }
}
