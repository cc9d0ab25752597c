package io.tidegate.gateway.cli;

import io.tidegate.bridge.FlatJson;
import io.tidegate.bridge.JsonWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Set;

/// Prints what a monitor hears, in the form that was asked for. Any thread may call it.
final class MonitorPrinter {
  enum Form {
    /// For a person.
    LINES,
    /// The board's bytes, unchanged.
    RAW,
    /// One line per value: time, port, device, channel, value.
    CSV,
    /// One object per line.
    JSON
  }

  static final String CSV_HEAD = "time,port,device,channel,value";

  /// What the gateway adds to a reading is no value of it.
  private static final Set<String> ADDED =
      Set.of("device_id", "timestamp", "timestamp_ms", "tg", "clock", "late");

  private final Form form;
  private final OutputStream out;
  private final InstantSource clock;
  private final ZoneId zone;

  MonitorPrinter(Form form, OutputStream out, InstantSource clock, ZoneId zone) {
    this.form = form;
    this.out = out;
    this.clock = clock;
    this.zone = zone;
    if (form == Form.CSV) {
      print(CSV_HEAD);
    }
  }

  void reading(String port, String payload) {
    switch (form) {
      case LINES -> print(time() + " " + port + "  " + payload);
      case JSON -> print(json(port, "reading").add("line", payload).toString());
      case CSV -> values(port, payload);
      case RAW -> {}
    }
  }

  /// A line that is no reading.
  void text(String port, String line) {
    switch (form) {
      case LINES -> print(time() + " " + port + "  | " + printable(line));
      case JSON -> print(json(port, "text").add("line", line).toString());
      case CSV, RAW -> {}
    }
  }

  void fault(String port, String name) {
    switch (form) {
      case LINES -> print(time() + " " + port + "  ! a line was dropped: " + name);
      case JSON -> print(json(port, "fault").add("line", name).toString());
      case CSV, RAW -> {}
    }
  }

  void raw(String port, byte[] bytes, int length) {
    switch (form) {
      case RAW -> write(bytes, length);
      case JSON -> {
        byte[] exact = java.util.Arrays.copyOf(bytes, length);
        print(
            json(port, "raw").add("base64", Base64.getEncoder().encodeToString(exact)).toString());
      }
      case LINES, CSV -> {}
    }
  }

  void missed(long count) {
    switch (form) {
      case LINES -> print(time() + " ... " + count + " lines were missed here");
      case JSON -> print(new JsonWriter().add("missed", count).toString());
      case CSV, RAW -> {}
    }
  }

  private void values(String port, String payload) {
    FlatJson reading = Json.parse(payload);
    if (reading == null) {
      return;
    }
    String device = Json.text(reading, "device_id");
    String now = clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
    for (FlatJson.Member member : reading.members()) {
      if (!ADDED.contains(member.name()) && member.kind() != FlatJson.Kind.NESTED) {
        String value = Json.text(reading, member.name());
        print(String.join(",", now, cell(port), cell(device), cell(member.name()), cell(value)));
      }
    }
  }

  /// As RFC 4180 wants it.
  private static String cell(String text) {
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  /// A board's text may not steer the terminal.
  private static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}", "\u00b7");
  }

  private static JsonWriter json(String port, String heard) {
    return new JsonWriter().add("port", port).add("heard", heard);
  }

  private String time() {
    return DateTimeFormatter.ISO_LOCAL_TIME.format(
        LocalTime.ofInstant(clock.instant(), zone).truncatedTo(ChronoUnit.SECONDS));
  }

  private void print(String line) {
    byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
    write(bytes, bytes.length);
  }

  private synchronized void write(byte[] bytes, int length) {
    try {
      out.write(bytes, 0, length);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
