package io.tidegate.sim.lx106.chip;

/// A register that a program used and that does nothing here, and how often.
public record UnknownRegister(int address, long reads, long writes) {
  private static final int BLOCK = 0xffffff00;

  /// What it belongs to, as far as that is known.
  public String part() {
    return switch (address & BLOCK) {
      case 0x60000a00 -> "SDIO";
      default -> address < 0 || address >= 0x60000000 ? "a peripheral" : "DPORT";
    };
  }

  @Override
  public String toString() {
    return "0x%08x (%s): read %d times, written %d times".formatted(address, part(), reads, writes);
  }
}
