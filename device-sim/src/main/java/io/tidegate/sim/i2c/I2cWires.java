package io.tidegate.sim.i2c;

import java.util.HashMap;
import java.util.Map;

/// Two wires with chips on them.
public final class I2cWires {
  private static final int ADDRESSES = 0x80;

  private final Map<Integer, I2cChip> chips = new HashMap<>();
  private boolean stuck;
  private long transfers;

  public I2cWires attach(int address, I2cChip chip) {
    if (address < 0 || address >= ADDRESSES) {
      throw new IllegalArgumentException("expected an address of 7 bits, got " + address);
    }
    chips.put(address, chip);
    return this;
  }

  public void detach(int address) {
    chips.remove(address);
  }

  /// Somebody holds a line low, or lets go of it.
  public void stuck(boolean held) {
    stuck = held;
  }

  public boolean isEmpty() {
    return chips.isEmpty();
  }

  public boolean isStuck() {
    return stuck;
  }

  /// For who moves the wires bit by bit: the chip that answers to its address, or null.
  public I2cChip begin(int address, boolean reading, long nowNanos) {
    transfers++;
    I2cChip chip = stuck ? null : chips.get(address);
    return chip != null && chip.start(reading, nowNanos) ? chip : null;
  }

  /// All chips get power after they had none.
  public void power(long nowNanos) {
    chips.values().forEach(each -> each.power(nowNanos));
  }

  /// How many there were since the beginning, however they ended.
  public long transfers() {
    return transfers;
  }

  /// Writes `out`, then reads `in` bytes after another start; each is left out where it is 0 long.
  /// With neither, it only looks whether somebody answers.
  public Transfer transfer(int address, byte[] out, int in, long nowNanos) {
    transfers++;
    if (stuck) {
      return Transfer.failed(Transfer.End.STUCK);
    }
    I2cChip chip = chips.get(address);
    if (chip == null) {
      return Transfer.failed(Transfer.End.NOBODY);
    }
    if (out.length > 0 || in == 0) {
      if (!chip.start(false, nowNanos)) {
        return Transfer.failed(Transfer.End.NOBODY);
      }
      for (byte each : out) {
        if (!chip.write(each & 0xFF, nowNanos)) {
          return Transfer.failed(Transfer.End.REFUSED);
        }
      }
    }
    if (in > 0 && !chip.start(true, nowNanos)) {
      return Transfer.failed(Transfer.End.NOBODY);
    }
    byte[] bytes = new byte[in];
    for (int i = 0; i < in; i++) {
      bytes[i] = (byte) chip.read(nowNanos);
    }
    return new Transfer(Transfer.End.DONE, bytes);
  }
}
