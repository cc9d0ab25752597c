package io.tidegate.sim.record;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads a recording, strictly.
final class RecordingReader {
  static final String FORMAT = "tidegate-recording";
  static final int VERSION = 1;

  /// A record may have as many bytes as one read gives, each in four characters, and its time.
  static final int LINE_MAX = 64 * 1_024;

  private static final Set<String> KEYS = new TreeSet<>(Set.of("port", "baud", "started"));
  private static final Pattern RECORD =
      Pattern.compile("([0-9]{1,9})(?:\\.([0-9]{1,9}))? ([<>!])(?: (.*))?", Pattern.DOTALL);
  private static final long SECOND = 1_000_000_000L;
  private static final int NANO_DIGITS = 9;
  private static final int SHOWN_MAX = 60;

  private final Path file;
  private final Recording.Builder builder = new Recording.Builder();
  private final Map<String, String> header = new HashMap<>();
  private final byte[] record = new byte[LINE_MAX];
  private final StringBuilder line = new StringBuilder();
  private Recording.Header read;
  private int number;

  private RecordingReader(Path file) {
    this.file = file;
  }

  static Recording read(Path file) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      return new RecordingReader(file).read(in);
    }
  }

  private Recording read(InputStream in) throws IOException {
    boolean whole = next(in);
    if (!whole && line.isEmpty()) {
      number = 1;
      throw broken("expected \"%s %d\", got an empty file".formatted(FORMAT, VERSION));
    }
    first();
    while (next(in)) {
      take();
    }
    if (read == null) {
      endHeader();
    }
    return builder.build(read, line.isEmpty() ? "" : torn());
  }

  /// The next line, without its end; false at the end of the file, with what stands there.
  private boolean next(InputStream in) throws IOException {
    line.setLength(0);
    for (int next = in.read(); next >= 0; next = in.read()) {
      if (line.isEmpty()) {
        number++;
      }
      if (next == '\n') {
        if (!line.isEmpty() && line.charAt(line.length() - 1) == '\r') {
          line.setLength(line.length() - 1);
        }
        return true;
      }
      if (line.length() == LINE_MAX) {
        throw broken("expected a line of at most %d bytes, got more".formatted(LINE_MAX));
      }
      line.append((char) next);
    }
    return false;
  }

  private void first() throws RecordingException {
    String text = line.toString();
    if (text.matches(FORMAT + " [0-9]{1,4}") && !text.equals(FORMAT + " " + VERSION)) {
      throw broken(
          "expected version %d of the format, got \"%s\": it was written by a newer tidegate-sim"
              .formatted(VERSION, text));
    }
    if (!text.equals(FORMAT + " " + VERSION)) {
      throw broken("expected \"%s %d\", got %s".formatted(FORMAT, VERSION, shown(text)));
    }
  }

  private void take() throws RecordingException {
    String text = line.toString();
    if (text.isBlank() || text.charAt(0) == '#') {
      return;
    }
    boolean digit = text.charAt(0) >= '0' && text.charAt(0) <= '9';
    if (read == null && !digit) {
      key(text);
      return;
    }
    if (read == null) {
      endHeader();
    }
    record(text);
  }

  private void key(String text) throws RecordingException {
    int blank = text.indexOf(' ');
    String key = blank < 0 ? text : text.substring(0, blank);
    if (!KEYS.contains(key)) {
      throw broken(
          "expected one of %s and a value, or a record, got %s".formatted(KEYS, shown(text)));
    }
    if (header.put(key, blank < 0 ? "" : text.substring(blank + 1).strip()) != null) {
      throw broken("expected %s once, got it again".formatted(key));
    }
    check(key);
  }

  private void check(String key) throws RecordingException {
    String value = header.get(key);
    switch (key) {
      case "port" -> {
        if (value.isEmpty()) {
          throw broken("expected the port's name, got nothing");
        }
      }
      case "baud" -> {
        if (!value.matches("[0-9]{1,7}") || !Baud.fits(Integer.parseInt(value))) {
          throw broken("expected %s, got %s".formatted(Baud.WORDS, shown(value)));
        }
      }
      default -> started(value);
    }
  }

  private Instant started(String value) throws RecordingException {
    try {
      return Instant.parse(value);
    } catch (DateTimeException _) {
      throw broken("expected a time such as 2026-11-28T09:30:00Z, got " + shown(value));
    }
  }

  private void endHeader() throws RecordingException {
    for (String key : KEYS) {
      if (!header.containsKey(key)) {
        throw broken("expected %s before the first record, got none".formatted(key));
      }
    }
    read =
        new Recording.Header(
            header.get("port"),
            Integer.parseInt(header.get("baud")),
            started(header.get("started")));
  }

  private void record(String text) throws RecordingException {
    Matcher matcher = RECORD.matcher(text);
    if (!matcher.matches()) {
      throw broken("expected seconds, one of < > !, and a text, got " + shown(text));
    }
    long nanos = nanos(matcher.group(1), matcher.group(2));
    if (nanos < builder.durationNanos()) {
      throw broken(
          "expected a time of %s s or later, as in the record before, got %s"
              .formatted(Seconds.text(builder.durationNanos()), Seconds.text(nanos)));
    }
    char kind = matcher.group(3).charAt(0);
    if (kind == '!') {
      builder.until(nanos);
      return;
    }
    if (matcher.group(4) == null || matcher.group(4).isEmpty()) {
      throw broken("expected bytes after %c, got none".formatted(kind));
    }
    int length = bytes(text, matcher.start(4));
    builder.add(
        nanos, kind == Direction.HEARD.mark ? Direction.HEARD : Direction.SENT, record, length);
  }

  private int bytes(String text, int from) throws RecordingException {
    try {
      return Escapes.read(text, from, record);
    } catch (IllegalArgumentException e) {
      throw broken(e.getMessage());
    }
  }

  private static long nanos(String seconds, String decimals) {
    long nanos = Long.parseLong(seconds) * SECOND;
    return decimals == null
        ? nanos
        : nanos + Long.parseLong(decimals + "0".repeat(NANO_DIGITS - decimals.length()));
  }

  private String torn() {
    return "%s:%d: the last line has no end, it was cut off after %d bytes; it is left out"
        .formatted(file, number, line.length());
  }

  private RecordingException broken(String words) {
    return new RecordingException(file, number, words);
  }

  private static String shown(String text) {
    byte[] bytes = text.getBytes(ISO_8859_1);
    StringBuilder shown = new StringBuilder("\"");
    Escapes.write(bytes, Math.min(bytes.length, SHOWN_MAX), shown);
    return shown.append(bytes.length > SHOWN_MAX ? "...\"" : "\"").toString();
  }
}
