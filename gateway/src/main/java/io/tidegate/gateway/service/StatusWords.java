package io.tidegate.gateway.service;

import io.tidegate.gateway.core.State;
import java.util.List;
import java.util.StringJoiner;

/// A gateway in one line, for `systemctl status`: boards, backlog, broker. It says nothing that
/// changes while nothing happens.
final class StatusWords {
  static final int LIMIT = 400;

  /// Cards pause for a while when they tidy up; that is no news.
  private static final long DISK_MILLIS = 5_000;

  private StatusWords() {}

  static String of(State state) {
    StringJoiner words = new StringJoiner("; ");
    words.add(boards(state.boards()));
    long closed = state.ports().stream().filter(port -> !port.up()).count();
    if (closed > 0) {
      words.add(closed + " of " + count(state.ports().size(), "port") + " not open");
    }
    words.add(backlog(state));
    State.Spool spool = state.spool();
    if (spool.busyMillis() >= DISK_MILLIS) {
      words.add("THE DISK DOES NOT ANSWER");
    }
    if (!spool.trouble().isEmpty()) {
      words.add("DISK TROUBLE: " + spool.trouble());
    }
    if (!spool.durable()) {
      words.add("NOT DURABLE");
    }
    State.Broker broker = state.broker();
    words.add(broker.connected() ? broker.words() : "no broker: " + broker.words());
    return oneLine(words.toString());
  }

  private static String boards(List<State.Board> boards) {
    if (boards.isEmpty()) {
      return "no board heard yet";
    }
    long away = boards.stream().filter(board -> !board.available()).count();
    String words = count(boards.size(), "board");
    return away == 0 ? words : words + ", " + away + " of them away";
  }

  /// What is under way to the broker is no backlog.
  private static String backlog(State state) {
    long waiting = state.spool().waiting() - state.broker().inFlight();
    if (waiting <= 0) {
      return "nothing waits";
    }
    return waiting == 1 ? "1 message waits" : waiting + " messages wait";
  }

  private static String count(long count, String noun) {
    return count == 1 ? "1 " + noun : count + " " + noun + "s";
  }

  /// A line end would begin another assignment.
  static String oneLine(String words) {
    String line = words.replaceAll("\\p{Cntrl}+", " ");
    return line.length() <= LIMIT ? line : line.substring(0, LIMIT - 3) + "...";
  }
}
