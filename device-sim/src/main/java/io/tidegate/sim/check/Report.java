package io.tidegate.sim.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What is left of a run: what was expected and what came, and the books of the boards.
///
/// `again` is the command that runs it once more; `troubles` are what kept the run from being one
/// (a broker that was not there, a gateway that ended): with any of them it has failed. `heard`:
/// somebody listened at a broker, so what did not arrive is lost. `judged`: it came to its
/// end, so the verdicts are some. `published`: what the scenario did itself.
public record Report(
    String title,
    long seed,
    long tookNanos,
    List<Verdict> verdicts,
    List<Row> rows,
    long strangers,
    List<String> troubles,
    String again,
    boolean heard,
    boolean judged,
    Published published) {

  private static final int NAME_WIDTH = 20;
  private static final String COLUMNS = " %8s %8s %6s %8s %7s %5s %10s";

  /// An expectation and what became of it.
  public record Verdict(String name, Outcome outcome) {}

  /// The books of one board. `how` it was counted, or why not; empty where its measurements were
  /// seen.
  public record Row(
      String board,
      long measured,
      long arrived,
      long lost,
      long repeated,
      long doubled,
      long late,
      long strange,
      long slowestNanos,
      String how,
      boolean isCounted) {
    static Row of(String board, Accounts accounts) {
      Account account = accounts.of(board);
      return new Row(
          board,
          account.measured(),
          account.arrived(),
          account.lost(),
          account.repeated(),
          account.doubled(),
          account.late(),
          account.strange(),
          account.slowestNanos(),
          accounts.how(board),
          !accounts.isUncounted(board));
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
    List<Row> rows = accounts.boards().stream().map(board -> Row.of(board, accounts)).toList();
    return new Report(
        title,
        seed,
        tookNanos,
        verdicts,
        rows,
        accounts.strangers(),
        troubles,
        again,
        true,
        true,
        Published.NOTHING);
  }

  /// Of a run that did not come to its end, for these reasons and no others.
  public Report cutShort(List<String> reasons) {
    return new Report(
        title, seed, tookNanos, verdicts, rows, strangers, reasons, again, heard, false, published);
  }

  /// Where nobody listened at a broker.
  public Report unheard() {
    return new Report(
        title, seed, tookNanos, verdicts, rows, strangers, troubles, again, false, judged,
        published);
  }

  /// Of a run that published something itself.
  public Report with(Published own) {
    return new Report(
        title, seed, tookNanos, verdicts, rows, strangers, troubles, again, heard, judged, own);
  }

  public boolean passed() {
    return judged && troubles.isEmpty() && missed() == 0;
  }

  public long missed() {
    return judged ? verdicts.stream().filter(each -> each.outcome().isMissed()).count() : 0;
  }

  /// The books of the boards, for a person.
  public List<String> counts() {
    List<String> lines = new ArrayList<>();
    lines.add(title + ": seed " + seed + ", " + Span.shortly(tookNanos));
    boards(lines);
    if (published.tried() > 0) {
      lines.add(published.words());
    }
    return lines;
  }

  /// For a person; the last line says how it went.
  public List<String> lines() {
    List<String> lines = counts();
    if (judged) {
      verdicts.forEach(each -> lines.addAll(lines(each.name(), each.outcome())));
    }
    troubles.forEach(each -> lines.add("TROUBLE " + each));
    lines.add("run again: " + again);
    lines.add(last());
    return lines;
  }

  private static List<String> lines(String name, Outcome outcome) {
    return List.of(
        (outcome.isMissed() ? "MISSED  " : "met     ") + name, "        " + outcome.words());
  }

  private void boards(List<String> lines) {
    int width = rows.stream().mapToInt(row -> row.board().length()).max().orElse(0);
    String name = "%-" + Math.max(NAME_WIDTH, width) + "s";
    if (!heard) {
      lines.add(format(name + " %8s", "board", "measured"));
      rows.forEach(row -> lines.add(measured(name, row)));
      hows(lines);
      return;
    }
    lines.add(
        format(
            name + COLUMNS,
            "board",
            "measured",
            "arrived",
            "lost",
            "repeated",
            "doubled",
            "late",
            "slowest"));
    rows.forEach(row -> lines.add(row.isCounted() ? line(name, row) : measured(name, row)));
    if (rows.size() > 1) {
      lines.add(line(name, sum()));
    }
    hows(lines);
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

  private void hows(List<String> lines) {
    rows.stream()
        .filter(row -> !row.how().isEmpty())
        .forEach(row -> lines.add(row.board() + ": " + row.how()));
  }

  private static String measured(String name, Row row) {
    return format(name + " %8s", row.board(), row.isCounted() ? row.measured() : "-");
  }

  private static String line(String name, Row row) {
    return format(
        name + COLUMNS,
        row.board(),
        row.measured(),
        row.arrived(),
        row.lost(),
        row.repeated(),
        row.doubled(),
        row.late(),
        Span.shortly(row.slowestNanos()));
  }

  private Row sum() {
    return rows.stream()
        .reduce(
            new Row("all", 0, 0, 0, 0, 0, 0, 0, 0, "", true),
            (one, two) ->
                new Row(
                    one.board(),
                    one.measured() + two.measured(),
                    one.arrived() + two.arrived(),
                    one.lost() + two.lost(),
                    one.repeated() + two.repeated(),
                    one.doubled() + two.doubled(),
                    one.late() + two.late(),
                    one.strange() + two.strange(),
                    Math.max(one.slowestNanos(), two.slowestNanos()),
                    "",
                    true));
  }

  private String last() {
    String counts =
        judged
            ? verdicts.size() - missed() + " of " + verdicts.size() + " expectations met"
            : "expectations were not judged";
    if (passed()) {
      return "PASSED: " + counts;
    }
    return "FAILED: " + counts + (troubles.isEmpty() ? "" : ", troubles: " + troubles.size());
  }

  private static String format(String shape, Object... values) {
    return String.format(Locale.ROOT, shape, values).stripTrailing();
  }
}
