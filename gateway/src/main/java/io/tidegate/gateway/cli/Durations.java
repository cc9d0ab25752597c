package io.tidegate.gateway.cli;

import io.tidegate.strict.Unit;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/// `500ms`, `90s`, `2m`, `1h`: as in the configuration, where `2m` is spelt `2 min`.
public final class Durations implements ITypeConverter<Duration> {
  /// A time as it may stand in the middle of an option's text.
  public static final String SHAPE = "\\d{1,6}(?:ms|s|m|min|h)";

  /// Of an option: 1 ms to this, which the gateway takes at most.
  static void check(CommandSpec command, String option, Duration time, long limitMillis) {
    if (time.toMillis() < 1 || time.toMillis() > limitMillis) {
      throw new ParameterException(
          command.commandLine(),
          "%s: expected 1ms to %s, got %s"
              .formatted(
                  option,
                  Unit.TIME.shown(limitMillis * 1_000_000),
                  Unit.TIME.shown(time.toNanos())));
    }
  }

  @Override
  public Duration convert(String text) {
    long nanos = Unit.TIME.readTyped(text);
    if (nanos < 0) {
      throw new TypeConversionException(
          "expected a time such as 500ms, 90s, 2m or 1h, got \"" + text + "\"");
    }
    return Duration.ofNanos(nanos);
  }
}
