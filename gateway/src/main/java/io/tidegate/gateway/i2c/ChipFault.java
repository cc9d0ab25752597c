package io.tidegate.gateway.i2c;

/// Why a chip gave no value; the message is for a person.
public final class ChipFault extends Exception {
  private static final long serialVersionUID = 1L;

  public enum Kind {
    /// Nothing answers at the address, or there is no such bus.
    ABSENT,
    /// The gateway may not use the bus.
    DENIED,
    /// A transaction failed in another way.
    FAILED,
    /// A line of the bus is held low: nothing gets through.
    STUCK,
    /// Something answers that is another chip.
    WRONG_CHIP,
    /// It does not finish what it was told to do.
    NOT_READY,
    /// Its calibration is none: all zeros, all ones, or one that cannot be computed with.
    NO_CALIBRATION,
    /// It was without power, or reset, in between: it has not measured.
    POWER_ON,
    /// What it cannot have measured.
    OUT_OF_RANGE,
    /// At the end of the chosen range: the true value lies somewhere beyond.
    CLIPPED
  }

  private final Kind kind;

  public ChipFault(Kind kind, String words) {
    super(words, null, false, false);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
