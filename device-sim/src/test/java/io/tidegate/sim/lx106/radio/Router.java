package io.tidegate.sim.lx106.radio;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// Answers DHCP with 10.9.8.7, in frames of Ethernet.
final class Router {
  private static final int IP = 14;
  private static final int UDP = IP + 20;
  private static final int BOOTP = UDP + 8;
  private static final int OPTIONS = BOOTP + 240;
  private static final int DISCOVER = 1;
  private static final int OFFER = 2;
  private static final int REQUEST = 3;
  private static final int ACK = 5;

  boolean silent;

  /// Null for none.
  byte[] answer(byte[] frame) {
    boolean dhcp =
        frame.length > OPTIONS + 3 && frame[IP + 9] == 17 && frame[UDP + 3] == 67 && !silent;
    if (!dhcp || sum(frame, IP, 20) != 0xffff) {
      return null;
    }
    int kind = frame[OPTIONS + 2];
    if (kind == REQUEST && !Arrays.equals(frame, OPTIONS + 5, OPTIONS + 9, ADDRESS, 0, 4)) {
      return null;
    }
    byte[] answer = new byte[OPTIONS + 10];
    System.arraycopy(frame, 6, answer, 0, 6);
    ByteBuffer out = ByteBuffer.wrap(answer);
    out.putShort(12, (short) 0x0800).put(IP, (byte) 0x45).put(IP + 8, (byte) 64);
    out.putShort(IP + 2, (short) (answer.length - IP)).put(IP + 9, (byte) 17);
    out.putShort(IP + 10, (short) ~sum(answer, IP, 20));
    out.putShort(UDP, (short) 67).putShort(UDP + 2, (short) 68);
    out.putShort(UDP + 4, (short) (answer.length - UDP));
    System.arraycopy(frame, BOOTP, answer, BOOTP, 240);
    out.put(BOOTP, (byte) 2);
    out.put(BOOTP + 16, ADDRESS);
    out.put(OPTIONS, new byte[] {53, 1, (byte) (kind == DISCOVER ? OFFER : ACK)});
    out.put(OPTIONS + 3, new byte[] {54, 4, 10, 9, 8, 1, (byte) 255});
    return answer;
  }

  private static final byte[] ADDRESS = {10, 9, 8, 7};

  private static int sum(byte[] bytes, int from, int count) {
    int sum = 0;
    for (int i = from; i < from + count; i += 2) {
      sum += (bytes[i] & 0xff) << 8 | bytes[i + 1] & 0xff;
    }
    while (sum >>> 16 != 0) {
      sum = (sum & 0xffff) + (sum >>> 16);
    }
    return sum;
  }
}
