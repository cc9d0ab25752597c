package io.tidegate.sim.pins;

import io.tidegate.sim.setting.Named;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How the pins of a board are called, on it and in sketches.
public enum PinNames implements Named.Constant {
  /// A NodeMCU or a Wemos D1 mini: D0 to D10, or an ESP8266's own numbers.
  NODEMCU(17, new int[] {16, 5, 4, 0, 2, 14, 12, 13, 15, 3, 1}, 17, 1),
  /// An Arduino Uno or Nano: 0 to 13, which may also be written D0 to D13, and A0 to A5.
  UNO(14, new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13}, 14, 6);

  private static final Pattern NAME = Pattern.compile("(D|A|GPIO)?([0-9]{1,2})");

  private final int numbers;
  private final int[] digital;
  private final int firstAnalog;
  private final int analogs;

  PinNames(int numbers, int[] digital, int firstAnalog, int analogs) {
    this.numbers = numbers;
    this.digital = digital;
    this.firstAnalog = firstAnalog;
    this.analogs = analogs;
  }

  /// `D4`, `GPIO2` or `2`; `A0`.
  public int number(String name) {
    Matcher parts = NAME.matcher(name.toUpperCase(Locale.ROOT));
    if (parts.matches()) {
      int number = Integer.parseInt(parts.group(2));
      switch (parts.group(1)) {
        case "D" -> {
          if (number < digital.length) {
            return digital[number];
          }
        }
        case "A" -> {
          if (number < analogs) {
            return firstAnalog + number;
          }
        }
        case null, default -> {
          if (number < numbers) {
            return number;
          }
        }
      }
    }
    throw new IllegalArgumentException(
        "pin: expected D0 to D%d, A0%s or 0 to %d; got \"%s\""
            .formatted(
                digital.length - 1,
                analogs == 1 ? "" : " to A" + (analogs - 1),
                numbers - 1,
                name));
  }

  /// Those that the board itself has: what an ESP8266 starts by, and the serial input.
  Map<Integer, Drive> resistors() {
    return this == NODEMCU
        ? Map.of(0, Drive.PULLED_UP, 2, Drive.PULLED_UP, 3, Drive.PULLED_UP, 15, Drive.PULLED_DOWN)
        : Map.of();
  }

  public boolean isAnalog(int pin) {
    return pin >= firstAnalog && pin < firstAnalog + analogs;
  }

  /// All pins with the names that stand on the board.
  public Map<Integer, String> all() {
    Map<Integer, String> all = new LinkedHashMap<>();
    for (int i = 0; i < digital.length; i++) {
      all.put(digital[i], "D" + i);
    }
    for (int i = 0; i < analogs; i++) {
      all.put(firstAnalog + i, "A" + i);
    }
    return all;
  }
}
