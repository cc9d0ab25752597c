package io.tidegate.sim.pins;

import io.tidegate.sim.signal.Signal;

/// A MAX31855: the temperature at a thermocouple's tip, sent in four bytes to whoever chooses it.
///
/// ```
/// 31..18 temperature, quarters of a degree   16 fault   15..4 its own, sixteenths
/// 2, 1, 0 shorted to the supply, to ground, not connected
/// ```
/// Source: Maxim, MAX31855 data sheet, memory map.
public final class Max31855Chip implements SpiChip {
  private static final int NOT_CONNECTED = 1 << 16 | 1;

  private final Signal tip;
  private final Signal own;
  private boolean connected = true;
  private int word;
  private int sent;

  /// `own`: the temperature of the chip itself.
  public Max31855Chip(Signal tip, Signal own) {
    this.tip = tip;
    this.own = own;
  }

  /// The thermocouple is on, or its wire is off.
  public void connected(boolean on) {
    connected = on;
  }

  @Override
  public void select(long nowNanos) {
    int quarters = steps(tip.at(nowNanos), 4, -270, 1_800);
    int sixteenths = steps(own.at(nowNanos), 16, -55, 125);
    word = (connected ? quarters << 18 : NOT_CONNECTED) | (sixteenths & 0xFFF) << 4;
    sent = 0;
  }

  @Override
  public int exchange(int value, long nowNanos) {
    return sent >= 4 ? 0 : word >> 24 - 8 * sent++ & 0xFF;
  }

  private static int steps(double degrees, int inDegree, double coldest, double warmest) {
    return (int) Math.rint(Math.clamp(degrees, coldest, warmest) * inDegree);
  }
}
