package io.tidegate.sim.cli;

import io.tidegate.strict.Unit;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// `500ms`, `2s`, `1m`, `1h`: as in a scenario, where `1m` is spelt `1 min`.
final class Durations implements ITypeConverter<Duration> {
  /// Beyond, adding two of them could leave the numbers that hold virtual time.
  private static final Duration MOST = Duration.ofDays(36_500);

  @Override
  public Duration convert(String text) {
    Duration time = Duration.ofNanos(Unit.TIME.readTyped(text));
    if (time.isNegative() || time.compareTo(MOST) > 0) {
      throw new TypeConversionException(
          "expected a time such as 500ms, 2s, 1m or 1h, got \"" + text + "\"");
    }
    return time;
  }
}
