package io.tidegate.sim.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What is left of a run: what was expected and what came, and the books of the boards.
///
/// `again` is the command that runs it once more; `troubles` are what kept the run from being one
/// (a broker that was not there, a gateway that ended): with any of them it has failed.
public record Report(
    String title,
    long seed,
    long tookNanos,
    List<Verdict> verdicts,
    List<Row> rows,
    long strangers,
    List<String> troubles,
    String again) {

  /// An expectation and what became of it.
  public record Verdict(String name, Outcome outcome) {}

  /// The books of one board.
  public record Row(
      String board,
      long measured,
      long arrived,
      long lost,
      long repeated,
      long doubled,
      long late,
      long strange,
      long slowestNanos) {
    static Row of(String board, Account account) {
      return new Row(
          board,
          account.measured(),
          account.arrived(),
          account.lost(),
          account.repeated(),
          account.doubled(),
          account.late(),
          account.strange(),
          account.slowestNanos());
    }
  }

  public Report {
    verdicts = List.copyOf(verdicts);
    rows = List.copyOf(rows);
    troubles = List.copyOf(troubles);
  }

  /// When the run is over.
  public static Report of(
      String title,
      long seed,
      long tookNanos,
      List<Expectation> expectations,
      Accounts accounts,
      List<String> troubles,
      String again) {
    List<Verdict> verdicts =
        expectations.stream()
            .map(each -> new Verdict(each.name(), each.outcome(tookNanos, true)))
            .toList();
    List<Row> rows =
        accounts.boards().stream().map(board -> Row.of(board, accounts.of(board))).toList();
    return new Report(
        title, seed, tookNanos, verdicts, rows, accounts.strangers(), troubles, again);
  }

  public boolean passed() {
    return troubles.isEmpty() && verdicts.stream().noneMatch(each -> each.outcome().isMissed());
  }

  public long missed() {
    return verdicts.stream().filter(each -> each.outcome().isMissed()).count();
  }

  /// The books of the boards, for a person.
  public List<String> counts() {
    List<String> lines = new ArrayList<>();
    lines.add(title + ": seed " + seed + ", " + Span.seconds(tookNanos));
    boards(lines);
    return lines;
  }

  /// For a person; the last line says how it went.
  public List<String> lines() {
    List<String> lines = counts();
    for (Verdict each : verdicts) {
      lines.add((each.outcome().isMissed() ? "MISSED  " : "met     ") + each.name());
      lines.add("        " + each.outcome().words());
    }
    troubles.forEach(each -> lines.add("TROUBLE " + each));
    lines.add("run again: " + again);
    lines.add(last());
    return lines;
  }

  private void boards(List<String> lines) {
    String shape = "%-20s %9s %9s %6s %9s %8s %6s %9s";
    lines.add(
        format(
            shape,
            "board",
            "measured",
            "arrived",
            "lost",
            "repeated",
            "doubled",
            "late",
            "slowest"));
    for (Row row : rows) {
      lines.add(
          format(
              shape,
              row.board(),
              row.measured(),
              row.arrived(),
              row.lost(),
              row.repeated(),
              row.doubled(),
              row.late(),
              Span.seconds(row.slowestNanos())));
    }
    rows.stream()
        .filter(row -> row.strange() > 0)
        .forEach(
            row ->
                lines.add(
                    row.board() + ": messages with a number it never gave: " + row.strange()));
    if (strangers > 0) {
      lines.add("messages of other boards: " + strangers);
    }
  }

  private String last() {
    String counts = verdicts.size() - missed() + " of " + verdicts.size() + " expectations met";
    if (passed()) {
      return "PASSED: " + counts;
    }
    return "FAILED: " + counts + (troubles.isEmpty() ? "" : ", troubles: " + troubles.size());
  }

  private static String format(String shape, Object... values) {
    return String.format(Locale.ROOT, shape, values).stripTrailing();
  }
}
