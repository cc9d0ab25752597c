package io.tidegate.gateway.gpio;

/// Why a sensor gave no value, in words for a person. The kind is what tells one trouble from
/// another: the words may name a value that is a little different each time.
public record Fault(Kind kind, String words) implements Outcome {
  public enum Kind {
    /// It is not there.
    ABSENT,
    /// Several go by its name.
    SEVERAL,
    /// The gateway may not read it.
    DENIED,
    /// Something else has it.
    BUSY,
    /// The kernel could not read it.
    FAILED,
    /// It changes and never stays.
    RESTLESS,
    /// Edges came faster than they were taken.
    TOO_FAST,
    /// A read has not come back.
    HANGS,
    /// The kernel found the checksum wrong.
    CHECKSUM,
    /// What a sensor holds that has lost its power, and measured nothing since.
    POWER_ON,
    /// A line is at ground: 1-Wire gives zeros then, which pass the checksum; I2C nothing at all.
    SHORTED,
    /// Another chip answers than the one that was named.
    WRONG_CHIP,
    /// It does not finish what it was told to do.
    NOT_READY,
    /// What its maker left in it to compute with is not there.
    NO_CALIBRATION,
    /// At the end of the range that was chosen for it.
    CLIPPED,
    /// What this kind of sensor cannot have measured.
    OUT_OF_RANGE,
    /// The file holds something else than a number.
    NO_NUMBER
  }
}
