package io.tidegate.sim.lx106.radio;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Comes into a program's own network, if it is wanted, and keeps what it meets there.
final class Guestbook implements Visitor {
  boolean comes;
  int joined;
  int left;
  final List<byte[]> heard = new ArrayList<>();

  @Override
  public boolean comes() {
    return comes;
  }

  @Override
  public byte[] mac() {
    return new byte[] {2, 4, 6, 8, 10, 12};
  }

  @Override
  public void joined() {
    joined++;
  }

  @Override
  public void left() {
    left++;
  }

  @Override
  public void fromGuest(byte[] frame, int length) {
    heard.add(Arrays.copyOf(frame, length));
  }
}
