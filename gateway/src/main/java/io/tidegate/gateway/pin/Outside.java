package io.tidegate.gateway.pin;

/// What [Pins] needs of the machine. When something cannot be done, whoever does it says why to the
/// world; here it is only tried again later.
public interface Outside {
  enum Level {
    LOW,
    HIGH,
    /// It cannot be read.
    UNKNOWN
  }

  /// The level of an input now. The first call, and one after [Level#UNKNOWN], begins to listen:
  /// from then on edges come.
  Level read(PinRule pin);

  /// False when it could not.
  boolean drive(PinRule.Driven pin, int duty);

  /// A reading, and when it was so.
  void report(String json, long atNanos);

  /// An input changes and never stays; once until [#settles].
  void restless(PinRule pin, String words);

  void settles(PinRule pin);
}
