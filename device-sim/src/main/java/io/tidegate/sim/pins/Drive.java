package io.tidegate.sim.pins;

/// What somebody does to a wire. Of several the strongest decides; one that pulls low is stronger
/// than one that pulls high. The order is that of the codes on the sketch's link.
public enum Drive {
  FLOATING,
  LOW,
  HIGH,
  PULLED_UP,
  PULLED_DOWN;

  /// The drive of this code; throws for one that is none.
  public static Drive of(int code) {
    if (code < 0 || code >= values().length) {
      throw new IllegalArgumentException(
          "drive: expected 0 to %d, got %d".formatted(values().length - 1, code));
    }
    return values()[code];
  }

  public int code() {
    return ordinal();
  }

  public Drive with(Drive other) {
    return strength() >= other.strength() ? this : other;
  }

  public boolean isHigh() {
    return this == HIGH || this == PULLED_UP;
  }

  public boolean isLow() {
    return this == LOW || this == PULLED_DOWN;
  }

  private int strength() {
    return switch (this) {
      case FLOATING -> 0;
      case PULLED_DOWN -> 1;
      case PULLED_UP -> 2;
      case HIGH -> 3;
      case LOW -> 4;
    };
  }
}
