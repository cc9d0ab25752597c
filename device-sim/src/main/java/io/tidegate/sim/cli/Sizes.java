package io.tidegate.sim.cli;

import io.tidegate.strict.Unit;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// `64M`, `500k`, `2G`, in powers of 1,024; a bare number is bytes.
final class Sizes implements ITypeConverter<Long> {
  @Override
  public Long convert(String text) {
    long bytes = Unit.SIZE.readTyped(text);
    if (bytes < 0) {
      throw new TypeConversionException(
          "expected a size such as 500k, 64M or 2G, got \"" + text + "\"");
    }
    return bytes;
  }
}
