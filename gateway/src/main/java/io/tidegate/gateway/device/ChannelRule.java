package io.tidegate.gateway.device;

/// What is done with one channel of a board, in this order: it is calibrated; values outside are
/// not sent, counted and named (NaN means no limit); and what says nothing new is held back.
public record ChannelRule(
    double min, double max, double maxStep, Calibration calibration, Report report) {
  /// Limits alone.
  public ChannelRule(double min, double max, double maxStep) {
    this(min, max, maxStep, Calibration.NONE, Report.ALL);
  }

  /// Limits and calibration are for numbers; when something is worth a message can be said of a
  /// switch or a word too.
  boolean wantsNumber() {
    boolean limited = !Double.isNaN(min) || !Double.isNaN(max) || !Double.isNaN(maxStep);
    return limited || !calibration.changesNothing();
  }

  /// `value * scale + offset`, with so many decimals; a negative number of them: as it comes.
  public record Calibration(double scale, double offset, int decimals) {
    public static final Calibration NONE = new Calibration(1, 0, -1);

    boolean changesNothing() {
      return equals(NONE);
    }
  }

  /// When a value is worth a message. `deadBand`: when it differs by more than this from the last
  /// one that was sent (NaN: always). `heartbeatNanos`: at the latest after this (0: never because
  /// of the time). `minIntervalNanos`: not sooner than this. `meanNanos`: once in this time, and
  /// then the mean of what came in it (0: each value for itself).
  public record Report(
      double deadBand, long heartbeatNanos, long minIntervalNanos, long meanNanos) {
    public static final Report ALL = new Report(Double.NaN, 0, 0, 0);

    boolean isAll() {
      return Double.isNaN(deadBand) && minIntervalNanos == 0 && meanNanos == 0;
    }
  }
}
