package io.tidegate.sim.cli;

import io.tidegate.sim.check.Report;
import io.tidegate.sim.check.Span;
import io.tidegate.sim.net.Door;
import io.tidegate.sim.scenario.Scenario;
import io.tidegate.sim.stage.Glance;
import io.tidegate.terminal.Canvas;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// A calm table of 80 columns and 24 lines: the boards, what happened last, the keys.
final class TableFace implements RunFace {
  static final int COLUMNS = 80;
  static final int LINES = 23;
  private static final int EVENTS = 4;
  private static final int OTHERS = 10;
  private static final int NAME_MOST = 16;
  private static final int FAULTS_MOST = 14;

  private final PrintWriter out;
  private final Canvas canvas;
  private final Deque<String> events = new ArrayDeque<>();
  private final Map<String, String> firmware = new HashMap<>();
  private String head = "";
  private String ports = "";

  TableFace(PrintWriter out) {
    this.out = out;
    this.canvas = new Canvas(out);
  }

  @Override
  public synchronized void begins(Scenario scenario, Path port, int proxyPort) {
    scenario.boards().forEach(each -> firmware.put(each.name(), each.firmware().wireName()));
    head = scenario.title() + ", seed " + scenario.seed();
    ports = "ports  " + port + (proxyPort == 0 ? "" : "   broker by 127.0.0.1:" + proxyPort);
  }

  @Override
  public synchronized void told(long nanos, String words) {
    events.add("%9s  %s".formatted(Span.seconds(nanos), words));
    if (events.size() > EVENTS) {
      events.remove();
    }
  }

  @Override
  public synchronized void show(RunPicture picture) {
    canvas.draw(lines(picture));
  }

  /// The screen, without control characters.
  synchronized List<String> lines(RunPicture picture) {
    List<String> lines = new ArrayList<>();
    lines.add(cut("%s, %d s".formatted(head, picture.nanos() / 1_000_000_000)));
    lines.add(cut(ports));
    lines.add(cut("network  " + network(picture)));
    lines.add(cut(doors(picture)));
    String columns = columns(picture);
    lines.add(
        cut(
            format(
                columns,
                " ",
                "BOARD",
                "RUNS",
                "LINK",
                "MEASURED",
                picture.counts() ? "ARRIVED" : "",
                "FAULTS",
                "LAST LINE")));
    int room = LINES - OTHERS;
    int first =
        Math.clamp(picture.chosen() - room / 2, 0, Math.max(0, picture.rows().size() - room));
    List<RunPicture.Row> shown =
        picture.rows().subList(first, Math.min(first + room, picture.rows().size()));
    for (int i = 0; i < shown.size(); i++) {
      lines.add(row(columns, shown.get(i), first + i == picture.chosen(), picture.counts()));
    }
    int others = picture.rows().size() - shown.size();
    lines.add(others == 0 ? "" : "  and " + others + " more");
    lines.addAll(events.stream().map(TableFace::cut).toList());
    while (lines.size() < LINES - 2) {
      lines.add("");
    }
    int half = RunKeys.HELP.indexOf("  s silence");
    lines.add("  " + RunKeys.HELP.substring(0, half));
    lines.add(RunKeys.HELP.substring(half));
    return lines;
  }

  private static String network(RunPicture picture) {
    if (!picture.counts()) {
      return "no broker is known (--broker)";
    }
    return picture.network().isEmpty() ? "well" : String.join(", ", picture.network());
  }

  /// Those of the chosen board.
  private static String doors(RunPicture picture) {
    List<Door> doors =
        picture.rows().isEmpty()
            ? List.of()
            : picture.rows().get(picture.chosen()).glance().doors();
    return doors.isEmpty()
        ? ""
        : "doors  "
            + doors.stream()
                .map(each -> each.protocol() + " " + each.port() + " at " + each.at())
                .collect(Collectors.joining(", "));
  }

  /// As wide as names are; what is left is for the last line.
  private String columns(RunPicture picture) {
    int name =
        picture.rows().stream().mapToInt(row -> row.glance().board().length()).max().orElse(0);
    int runs = firmware.values().stream().mapToInt(String::length).max().orElse(0);
    return "%s %-"
        + Math.clamp(name, 5, NAME_MOST)
        + "s %-"
        + Math.max(4, runs)
        + (picture.counts() ? "s %-5s %8s %8s %-14s %s" : "s %-5s %8s%s %-14s %s");
  }

  private String row(String columns, RunPicture.Row row, boolean chosen, boolean counts) {
    return cut(
        format(
            columns,
            chosen ? ">" : " ",
            shortened(row.glance().board(), NAME_MOST),
            firmware.getOrDefault(row.glance().board(), ""),
            link(row.glance()),
            row.glance().measured(),
            counts ? Long.toString(row.arrived()) : "",
            shortened(String.join(",", row.faults()), FAULTS_MOST),
            row.glance().lastLine()));
  }

  /// What a board is heard by: its WiFi, or its port.
  private static String link(Glance glance) {
    if (glance.hasWifi()) {
      return glance.inWifi() ? "wifi" : "OUT";
    }
    return glance.plugged() ? glance.opened() ? "open" : "-" : "GONE";
  }

  private static String shortened(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length - 2) + "..";
  }

  private static String cut(String line) {
    String whole = line.stripTrailing();
    return whole.length() <= COLUMNS ? whole : whole.substring(0, COLUMNS);
  }

  private static String format(String shape, Object... values) {
    return String.format(Locale.ROOT, shape, values);
  }

  @Override
  public synchronized void end(Report report, String unjudged) {
    PlainFace.print(out, report, unjudged);
  }

  @Override
  public void close() {
    canvas.close();
  }
}
