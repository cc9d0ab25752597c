package io.tidegate.gateway.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tidegate.gateway.core.Journal.Level;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The journal as it is used: its lines on standard error.
class LogJournalTest {
  private long nowNanos;
  private final LogJournal journal = new LogJournal(Level.INFO, () -> nowNanos);

  private static List<String> lines(Runnable what) {
    PrintStream before = System.err;
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
    try {
      what.run();
    } finally {
      System.setErr(before);
    }
    return written
        .toString(StandardCharsets.UTF_8)
        .lines()
        .map(line -> line.substring("2026-01-01 00:00:00.000 ".length()))
        .toList();
  }

  @Test
  void oneLinePerEventWithLevelEventSubjectAndWords() {
    assertEquals(
        List.of(
            "ERROR   disk-fault spool: full",
            "WARNING port-down garden: unplugged",
            "NOTICE  broker-up broker: connected",
            "INFO    note: without a subject"),
        lines(
            () -> {
              journal.log(Level.ERROR, "disk-fault", "spool", "full");
              journal.log(Level.WARNING, "port-down", "garden", "unplugged");
              journal.log(Level.NOTICE, "broker-up", "broker", "connected");
              journal.log(Level.INFO, "note", "", "without a subject");
              journal.log(Level.DEBUG, "wire-fault", "garden", "crc");
            }));
  }

  @Test
  void aFaultThatRepeatsIsToldAFewTimesAndThenCounted() {
    List<String> lines =
        lines(
            () -> {
              for (int i = 0; i < 1_000; i++) {
                journal.log(Level.WARNING, "gap", "b1", "lost " + i);
              }
              journal.tick();
              nowNanos += RateLimit.WINDOW_NANOS;
              journal.tick();
            });
    assertEquals(RateLimit.BURST + 1, lines.size());
    assertEquals("WARNING gap b1: 995 more like this were left out", lines.getLast());
  }

  @Test
  void whatIsBelowTheLevelIsNotCounted() {
    List<String> lines =
        lines(
            () -> {
              for (int i = 0; i < 10; i++) {
                journal.log(Level.DEBUG, "wire-fault", "garden", "crc");
              }
              journal.end();
            });
    assertEquals(List.of(), lines);
  }
}
