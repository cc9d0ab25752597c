package io.tidegate.gateway.cli;

import io.tidegate.strict.Unit;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// `500ms`, `90s`, `2m`, `1h`: as in the configuration, where `2m` is spelt `2 min`.
public final class Durations implements ITypeConverter<Duration> {
  /// A time as it may stand in the middle of an option's text.
  public static final String SHAPE = "\\d{1,6}(?:ms|s|m|min|h)";

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
