package io.tidegate.sim.pins;

import java.util.Map;
import java.util.TreeMap;

/// The three wires of an SPI bus and the chips on it, each with a pin that chooses it. Of several
/// that are chosen at once the zeros win, and where none is the input stays high.
public final class SpiWires {
  private static final class Seat implements PinDevice {
    private final SpiChip chip;
    private boolean chosen;

    Seat(SpiChip chip) {
      this.chip = chip;
    }

    @Override
    public Plan plan(long nowNanos, long untilNanos) {
      return Plan.steady(Drive.PULLED_UP);
    }

    @Override
    public void wire(boolean high, long nowNanos) {
      chosen = !high;
      if (chosen) {
        chip.select(nowNanos);
      }
    }

    @Override
    public void losePower() {
      chosen = false;
    }
  }

  private final PinBus bus;
  private final Map<Integer, Seat> seats = new TreeMap<>();

  public SpiWires(PinBus bus) {
    this.bus = bus;
  }

  public SpiWires attach(int selectPin, SpiChip chip) {
    if (seats.containsKey(selectPin)) {
      throw new IllegalArgumentException(
          "pin %d: expected one chip of the SPI bus, got a second".formatted(selectPin));
    }
    Seat seat = new Seat(chip);
    bus.attach(selectPin, seat);
    seats.put(selectPin, seat);
    return this;
  }

  public byte[] exchange(byte[] out, long nowNanos) {
    byte[] in = new byte[out.length];
    for (int i = 0; i < out.length; i++) {
      int value = 0xFF;
      for (Seat each : seats.values()) {
        if (each.chosen) {
          value &= each.chip.exchange(out[i] & 0xFF, nowNanos);
        }
      }
      in[i] = (byte) value;
    }
    return in;
  }
}
