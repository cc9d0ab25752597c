package io.tidegate.sim.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// `64M`, `500k`, `2G`, in powers of 1,024; a bare number is bytes.
final class Sizes implements ITypeConverter<Long> {
  private static final Pattern SHAPE = Pattern.compile("(\\d{1,12}) ?(?:([kKMG])i?B?)?");

  @Override
  public Long convert(String text) {
    Matcher matcher = SHAPE.matcher(text);
    if (!matcher.matches()) {
      throw new TypeConversionException(
          "expected a size such as 500k, 64M or 2G, got \"" + text + "\"");
    }
    long count = Long.parseLong(matcher.group(1));
    return matcher.group(2) == null
        ? count
        : switch (matcher.group(2)) {
          case "G" -> count << 30;
          case "M" -> count << 20;
          default -> count << 10;
        };
  }
}
