package io.tidegate.gateway.service;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// What systemd asks of this process, in the environment it gave us: where to report, and how often
/// at least. `socket` null: nowhere. `watchdogNanos` 0: nobody waits for a sign of life.
/// `complaints` is what could not be used, in words.
public record Orders(NotifySocket socket, long watchdogNanos, List<String> complaints) {
  public static final Orders NONE = new Orders(null, 0, List.of());

  private static final String SOCKET = "NOTIFY_SOCKET";
  private static final String WATCHDOG = "WATCHDOG_USEC";
  private static final String WATCHDOG_PID = "WATCHDOG_PID";

  /// Java needs milliseconds to come back from a pause.
  static final long LEAST_MICROS = 100_000;

  /// 292 years: beyond it nanoseconds do not fit.
  static final long MOST_MICROS = Long.MAX_VALUE / 1_000;

  private static final int SHOWN = 60;

  /// `pid` is our own: a child of a service inherits the variables, and is not meant by them.
  public static Orders of(UnaryOperator<String> environment, long pid) {
    String name = environment.apply(SOCKET);
    if (name == null || name.isEmpty()) {
      return NONE;
    }
    if (!NotifySocket.isValid(name)) {
      return new Orders(
          null,
          0,
          List.of(refused(SOCKET, NotifySocket.EXPECTED, name, "systemd is told nothing")));
    }
    List<String> complaints = new ArrayList<>();
    long micros = watchdogMicros(environment, pid, complaints);
    return new Orders(new NotifySocket(name), micros * 1_000, List.copyOf(complaints));
  }

  private static long watchdogMicros(
      UnaryOperator<String> environment, long pid, List<String> complaints) {
    String micros = environment.apply(WATCHDOG);
    if (micros == null || micros.isEmpty()) {
      return 0;
    }
    String meant = environment.apply(WATCHDOG_PID);
    if (meant != null && !meant.isEmpty()) {
      long number = number(meant);
      if (number < 1) {
        complaints.add(refused(WATCHDOG_PID, "a process number", meant, "it is not fed"));
      }
      if (number != pid) {
        return 0;
      }
    }
    long number = number(micros);
    if (number < LEAST_MICROS || number > MOST_MICROS) {
      String expected = "microseconds from " + LEAST_MICROS + " to " + MOST_MICROS;
      complaints.add(refused(WATCHDOG, expected, micros, "it is not fed"));
      return 0;
    }
    return number;
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException _) {
      return -1;
    }
  }

  private static String refused(String variable, String expected, String got, String next) {
    String shown = got.length() <= SHOWN ? got : got.substring(0, SHOWN) + "...";
    return "%s in the environment: expected %s; got \"%s\"; %s"
        .formatted(variable, expected, StatusWords.oneLine(shown), next);
  }
}
