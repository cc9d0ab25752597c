package io.tidegate.sim.signal;

import io.tidegate.sim.setting.TextFile;
import io.tidegate.strict.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A recorded signal, read from a text of two columns whose first line states the units:
///
/// ```
/// # the greenhouse in June
/// time [s],temperature [Cel]
/// 0,21.5
/// 60,21.625
/// ```
///
/// Times rise; their unit is ms, s, min or h. Blank lines and lines that begin with `#` are left
/// out. A bad line is told with file and number, up to ten of them, and nothing is taken.
final class Recorded {
  private static final int LINES_MAX = 1_000_000;
  private static final int PROBLEMS_MAX = 10;
  private static final int SHOWN_MAX = 60;

  private static final Pattern HEADER =
      Pattern.compile("\\s*time \\[(ms|s|min|h)]\\s*,\\s*([^\\[\\],]*)\\[([^\\[\\],]*)]\\s*");
  private static final Pattern ROW =
      Pattern.compile(
          "\\s*([0-9]{1,15}(?:\\.[0-9]{1,9})?)\\s*,\\s*(-?[0-9]{1,9}(?:\\.[0-9]{1,15})?)\\s*");

  private final TextFile file;
  private final List<String> problems = new ArrayList<>();
  private double nanosPerUnit;
  private String unit = "";
  private long[] nanos = new long[64];
  private double[] values = new double[64];
  private int rows;

  private Recorded(TextFile file) {
    this.file = file;
  }

  static Recorded of(TextFile file) {
    Recorded recorded = new Recorded(file);
    recorded.read();
    return recorded;
  }

  String unit() {
    return unit;
  }

  long[] nanos() {
    return Arrays.copyOf(nanos, rows);
  }

  double[] values() {
    return Arrays.copyOf(values, rows);
  }

  private void read() {
    int number = 0;
    for (String line : (Iterable<String>) file.text().lines()::iterator) {
      number++;
      if (problems.size() == PROBLEMS_MAX) {
        break;
      }
      if (!line.isBlank() && !line.startsWith("#")) {
        line(line, number);
      }
    }
    if (problems.isEmpty() && rows == 0) {
      problem(number, "expected at least one line with a time and a value; got none");
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", problems));
    }
  }

  private void line(String line, int number) {
    if (nanosPerUnit == 0) {
      header(line, number);
      return;
    }
    Matcher row = ROW.matcher(line);
    if (!row.matches()) {
      problem(number, "expected a time and a value such as 60,21.5; got " + shown(line));
      return;
    }
    double time = Double.parseDouble(row.group(1)) * nanosPerUnit;
    if (time > Long.MAX_VALUE / 2) {
      problem(number, "expected a time of at most 146 years; got " + shown(row.group(1)));
    } else if (rows > 0 && Math.round(time) <= nanos[rows - 1]) {
      problem(number, "expected a time after the one before; got " + shown(row.group(1)));
    } else if (rows == LINES_MAX) {
      problem(number, "expected at most " + LINES_MAX + " values; got more");
    } else {
      add(Math.round(time), Double.parseDouble(row.group(2)));
    }
  }

  private void header(String line, int number) {
    Matcher header = HEADER.matcher(line);
    if (header.matches()) {
      nanosPerUnit = Unit.TIME.read("1 " + header.group(1));
      unit = header.group(3).strip();
      return;
    }
    problem(
        number,
        "expected a first line that states the units, such as time [s],temperature [Cel]; got "
            + shown(line));
    nanosPerUnit = 1e9;
  }

  private void add(long time, double value) {
    if (rows == nanos.length) {
      nanos = Arrays.copyOf(nanos, 2 * rows);
      values = Arrays.copyOf(values, 2 * rows);
    }
    nanos[rows] = time;
    values[rows++] = value;
  }

  private void problem(int number, String words) {
    problems.add(file.name() + ":" + number + ": " + words);
  }

  private static String shown(String text) {
    String printable = text.replaceAll("\\p{Cntrl}", "?");
    return "\""
        + (printable.length() > SHOWN_MAX ? printable.substring(0, SHOWN_MAX) + "..." : printable)
        + "\"";
  }
}
