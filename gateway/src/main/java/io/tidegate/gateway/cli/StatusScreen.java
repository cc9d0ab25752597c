package io.tidegate.gateway.cli;

import io.tidegate.bridge.FlatJson;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The gateway's status on one screen of 80 columns and 24 lines. What does not fit is counted.
final class StatusScreen {
  static final int COLUMNS = 80;
  static final int LINES = 24;
  private static final int PORTS_SHOWN = 5;

  /// So many ports have room to say below themselves why they are down.
  private static final int PORTS_EXPLAINED = 3;

  /// What the ports' last column holds.
  private static final int WORDS_COLUMNS = COLUMNS - 43;

  private static final String REASON_INDENT = "         ";

  /// Counters that are nobody's fault: not shown among the faults.
  private static final List<String> WELL =
      List.of(
          "readings",
          "readings_held_back",
          "delivered",
          "connections",
          "commands",
          "stream_messages");

  private static final Set<String> NO_VALUES = Set.of("device_id", "timestamp");

  private static final Comparator<FlatJson> BY_NAME =
      Comparator.comparingInt((FlatJson board) -> Json.text(board, "device").length())
          .thenComparing(board -> Json.text(board, "device"));

  private final List<String> lines = new ArrayList<>();

  private StatusScreen() {}

  static List<String> of(FlatJson status) {
    StatusScreen screen = new StatusScreen();
    screen.head(status);
    screen.broker(Json.object(status, "broker"));
    screen.spool(Json.object(status, "spool"));
    screen.faults(Json.object(status, "counters"));
    screen.ports(Json.objects(status, "ports"));
    screen.boards(Json.objects(status, "boards").stream().sorted(BY_NAME).toList());
    return screen.lines;
  }

  private void head(FlatJson status) {
    FlatJson counters = Json.object(status, "counters");
    add(
        "tidegate %s  version %s  up %s",
        Json.text(status, "gateway"),
        Json.text(status, "version"),
        Quantities.millis(Json.number(status, "up_ms")));
    add(
        "total    %d readings, %d messages delivered, %d commands",
        Json.number(counters, "readings"),
        Json.number(counters, "delivered"),
        Json.number(counters, "commands"));
    long heldBack = Json.number(counters, "readings_held_back");
    if (heldBack > 0) {
      add("         %d more readings were held back: they said nothing new", heldBack);
    }
  }

  private void broker(FlatJson broker) {
    String since = Quantities.millis(Json.number(broker, "since_ms"));
    if (Json.flag(broker, "connected")) {
      add(
          "broker   %s for %s, %d of %d under way",
          Json.text(broker, "words"),
          since,
          Json.number(broker, "in_flight"),
          Json.number(broker, "window"));
    } else {
      add("broker   NOT CONNECTED for %s", since);
      reason(Json.text(broker, "words"));
    }
  }

  private void spool(FlatJson spool) {
    add(
        "spool    %d waiting (%s%s), %s of %s on disk",
        Json.number(spool, "waiting"),
        Quantities.bytes(Json.number(spool, "waiting_bytes")),
        Json.number(spool, "waiting") == 0
            ? ""
            : ", oldest " + Quantities.millis(Json.number(spool, "oldest_age_ms")),
        Quantities.bytes(Json.number(spool, "on_disk_bytes")),
        Quantities.bytes(Json.number(spool, "limit_bytes")));
    if (!Json.flag(spool, "durable")) {
      reason("NOT DURABLE: what waits is lost when the power goes");
    }
    String trouble = Json.text(spool, "trouble");
    if (!trouble.isEmpty()) {
      reason("TROUBLE: " + trouble);
    }
  }

  private void faults(FlatJson counters) {
    StringBuilder faults = new StringBuilder();
    for (FlatJson.Member counter : counters.members()) {
      if (!WELL.contains(counter.name()) && !counter.raw().equals("0")) {
        faults.append(faults.isEmpty() ? "" : ", ");
        faults.append(counter.name()).append(' ').append(counter.raw());
      }
    }
    add("faults   %s", faults.isEmpty() ? "none" : faults);
  }

  private void ports(List<FlatJson> ports) {
    add("");
    add("%-16s %-5s %10s %7s  %s", "PORT", "", "READ", "FAULTS", "");
    for (FlatJson port : ports.subList(0, Math.min(PORTS_SHOWN, ports.size()))) {
      boolean up = Json.flag(port, "up");
      String words = Json.text(port, up ? "place" : "words");
      boolean below = !up && words.length() > WORDS_COLUMNS && ports.size() <= PORTS_EXPLAINED;
      add(
          "%-16s %-5s %10s %7d  %s",
          Json.text(port, "port"),
          up ? "up" : "DOWN",
          Quantities.bytes(Json.number(port, "bytes")),
          Json.number(port, "faults"),
          below ? "" : words);
      if (below) {
        reason(words);
      }
    }
    more(ports.size() - PORTS_SHOWN);
  }

  /// What a board said last stands below it, or, where that does not fit, behind it.
  private void boards(List<FlatJson> boards) {
    int left = LINES - lines.size() - 2;
    boolean below = 2 * boards.size() <= left;
    add("");
    add(
        "%-16s %-4s %10s %7s %9s %5s  %s",
        "BOARD", "", "LAST", "PER S", "READINGS", "LOST", below ? "" : "VALUES");
    int room = Math.max(left - (boards.size() > left ? 1 : 0), 0);
    for (FlatJson board : boards.subList(0, Math.min(room, boards.size()))) {
      String values = values(board);
      add(
          "%-16s %-4s %10s %7s %9d %5d  %s",
          Json.text(board, "device"),
          Json.flag(board, "available") ? "here" : "GONE",
          Quantities.millis(Json.number(board, "last_age_ms")),
          Quantities.rate(Json.decimal(board, "per_second")),
          Json.number(board, "readings"),
          Json.number(board, "lost"),
          below ? "" : values);
      if (below && !values.isEmpty()) {
        add("  %s", values);
      }
    }
    if (boards.isEmpty()) {
      add("none was heard yet");
    }
    more(boards.size() - room);
  }

  /// `temperature=21.50 humidity=45`, without what names the board or the time; and what it does
  /// over a byte stream.
  private static String values(FlatJson board) {
    StringBuilder values = new StringBuilder();
    String mqtt = Json.text(board, "mqtt");
    if (!mqtt.isEmpty()) {
      values.append("as MQTT client ").append(mqtt).append(", messages ");
      values.append(Json.number(board, "messages"));
    }
    FlatJson last = Json.object(board, "last");
    for (FlatJson.Member each : last.members()) {
      if (!NO_VALUES.contains(each.name())) {
        values.append(values.isEmpty() ? "" : " ").append(each.name()).append('=');
        values.append(Json.text(last, each.name()));
      }
    }
    return values.toString();
  }

  private void more(int count) {
    if (count > 0) {
      add("... and %d more: `tidegate status --json` shows all", count);
    }
  }

  /// Why something does not work, whole where two lines hold it: its end says what happens next.
  private void reason(String words) {
    int room = COLUMNS - REASON_INDENT.length();
    int blank = words.length() <= room ? -1 : words.lastIndexOf(' ', room);
    if (blank > 0) {
      add("%s%s", REASON_INDENT, words.substring(0, blank));
    }
    add("%s%s", REASON_INDENT, words.substring(blank > 0 ? blank + 1 : 0));
  }

  private void add(String format, Object... values) {
    String line = String.format(Locale.ROOT, format, values).stripTrailing();
    lines.add(line.length() <= COLUMNS ? line : line.substring(0, COLUMNS - 3) + "...");
  }
}
