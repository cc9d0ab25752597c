package io.tidegate.gateway.pin;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a command's value asks of an output.
sealed interface Order {
  record Switch(boolean on) implements Order {}

  record Toggle() implements Order {}

  /// On, and off again after so long.
  record Pulse(long nanos) implements Order {}

  Pattern PULSE = Pattern.compile("pulse[ :]? ?([0-9]{1,9}) ?(ms|s|min)");
  Pattern PERCENT = Pattern.compile("([0-9]{1,3})(?:\\.0+)? ?%?");

  /// Null when it is none.
  static Order of(String value) {
    String text = value.strip().toLowerCase(Locale.ROOT);
    return switch (text) {
      case "on", "true", "1" -> new Switch(true);
      case "off", "false", "0" -> new Switch(false);
      case "toggle" -> new Toggle();
      default -> {
        Matcher pulse = PULSE.matcher(text);
        yield pulse.matches()
            ? new Pulse(Long.parseLong(pulse.group(1)) * unitNanos(pulse.group(2)))
            : null;
      }
    };
  }

  private static long unitNanos(String unit) {
    return switch (unit) {
      case "ms" -> 1_000_000L;
      case "s" -> 1_000_000_000L;
      default -> 60_000_000_000L;
    };
  }

  /// In percent; -1 when it is none.
  static int duty(String value) {
    String text = value.strip().toLowerCase(Locale.ROOT);
    if (text.equals("on") || text.equals("true")) {
      return SafeStates.FULL;
    }
    if (text.equals("off") || text.equals("false")) {
      return SafeStates.OFF;
    }
    Matcher percent = PERCENT.matcher(text);
    if (!percent.matches()) {
      return -1;
    }
    int duty = Integer.parseInt(percent.group(1));
    return duty <= SafeStates.FULL ? duty : -1;
  }
}
