package io.tidegate.gateway.run;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.tinylog.Level;
import org.tinylog.core.LogEntry;
import org.tinylog.core.LogEntryValue;
import org.tinylog.writers.Writer;

/// Writes log lines to standard error; tinylog makes it by name (tinylog.properties).
///
/// Under systemd a line starts with its syslog priority, `<4>`, which the journal takes off again
/// and stores; it also knows the time. tinylog's own level codes are other numbers. Anywhere else a
/// line starts with the time and the level's name.
public final class LogWriter implements Writer {
  static final String NOTICE = "notice";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT);

  private final Supplier<PrintStream> out;
  private final boolean journal;

  public LogWriter(Map<String, String> properties) {
    this(() -> System.err, isJournal(System.getenv("JOURNAL_STREAM")));
  }

  LogWriter(Supplier<PrintStream> out, boolean journal) {
    this.out = out;
    this.journal = journal;
  }

  /// JOURNAL_STREAM names device and inode of the journal's socket; a child of a service inherits
  /// the variable, but may have its standard error elsewhere.
  static boolean isJournal(String stream) {
    if (stream == null) {
      return false;
    }
    try {
      Map<String, Object> error = Files.readAttributes(Path.of("/proc/self/fd/2"), "unix:dev,ino");
      return stream.equals(error.get("dev") + ":" + error.get("ino"));
    } catch (IOException | RuntimeException _) {
      return false;
    }
  }

  @Override
  public Collection<LogEntryValue> getRequiredLogEntryValues() {
    return EnumSet.of(
        LogEntryValue.LEVEL, LogEntryValue.TAG, LogEntryValue.MESSAGE, LogEntryValue.EXCEPTION);
  }

  @Override
  public void write(LogEntry entry) {
    boolean notice = NOTICE.equals(entry.getTag());
    String prefix =
        journal
            ? "<" + priority(entry.getLevel(), notice) + ">"
            : TIME.format(
                    LocalDateTime.ofInstant(WallClock.source().instant(), ZoneId.systemDefault()))
                + " "
                + name(entry.getLevel(), notice)
                + " ";
    String words = entry.getMessage() == null ? "" : entry.getMessage();
    if (entry.getException() != null) {
      words += (words.isEmpty() ? "" : ": ") + entry.getException();
    }
    // one call: lines of several threads do not mix
    out.get().print(prefix + oneLine(words) + "\n");
  }

  /// Text from outside may not look like a line of ours: control characters become escapes.
  static String oneLine(String text) {
    StringBuilder line = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
        line.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        line.append(c);
      }
    }
    return line.toString();
  }

  private static int priority(Level level, boolean notice) {
    return switch (level) {
      case ERROR, OFF -> 3;
      case WARN -> 4;
      case INFO -> notice ? 5 : 6;
      case DEBUG, TRACE -> 7;
    };
  }

  private static String name(Level level, boolean notice) {
    return switch (level) {
      case ERROR, OFF -> "ERROR  ";
      case WARN -> "WARNING";
      case INFO -> notice ? "NOTICE " : "INFO   ";
      case DEBUG, TRACE -> "DEBUG  ";
    };
  }

  @Override
  public void flush() {
    out.get().flush();
  }

  @Override
  public void close() {
    out.get().flush();
  }
}
