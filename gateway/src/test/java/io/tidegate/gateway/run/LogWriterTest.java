package io.tidegate.gateway.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.tinylog.Level;
import org.tinylog.core.LogEntry;

class LogWriterTest {
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();

  private String line(boolean journal, Level level, String tag, String message) {
    PrintStream out = new PrintStream(written, false, StandardCharsets.UTF_8);
    new LogWriter(() -> out, journal)
        .write(new LogEntry(null, null, null, null, null, null, -1, tag, level, message, null));
    out.flush();
    return written.toString(StandardCharsets.UTF_8);
  }

  @Test
  void theJournalGetsSyslogPriorities() {
    line(true, Level.ERROR, null, "a");
    line(true, Level.WARN, null, "b");
    line(true, Level.INFO, LogWriter.NOTICE, "c");
    line(true, Level.INFO, null, "d");
    assertEquals("<3>a\n<4>b\n<5>c\n<6>d\n<7>e\n", line(true, Level.DEBUG, null, "e"));
  }

  @Test
  void elsewhereALineHasTimeAndLevel() {
    String line = line(false, Level.WARN, null, "port-down garden: unplugged");
    assertTrue(
        line.matches(
            "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3} WARNING port-down garden: unplugged\n"),
        line);
  }

  @Test
  void textFromOutsideStaysOnItsLine() {
    assertEquals(
        "<4>board: a\\u000a<3>forged\\u001b[2J\\u2028b\n",
        line(true, Level.WARN, null, "board: a\n<3>forged\u001b[2J\u2028b"));
  }

  @Test
  void anInheritedVariableAloneDoesNotMakeItTheJournal() {
    assertFalse(LogWriter.isJournal(null));
    assertFalse(LogWriter.isJournal("8:12345678901"));
    assertFalse(LogWriter.isJournal("nonsense"));
  }
}
