package io.tidegate.gateway.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.core.Input;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefectsTest {
  @TempDir Path folder;
  private final List<String> log = new ArrayList<>();
  private long nowNanos;
  private int ends;
  private Defects defects;

  @BeforeEach
  void make() {
    defects = made();
  }

  private Defects made() {
    return new Defects(
        folder.resolve("defects"),
        port -> "port" + port,
        (level, event, subject, words) -> log.add(level + " " + event + ": " + words),
        () -> nowNanos,
        () -> ends++);
  }

  private void meet(int port) {
    defects.met(new Input.PortBytes(port, new byte[] {0x41, 0x0a}), new RuntimeException("oops"));
  }

  @Test
  void theInputIsKeptWithItsStackTrace() throws IOException {
    meet(3);
    String kept = Files.readString(folder.resolve("defects/defect-0.txt"));
    assertTrue(kept.startsWith("PortBytes port 3 410a\n"), kept);
    assertTrue(kept.contains("RuntimeException: oops"), kept);
    assertTrue(kept.contains("at " + DefectsTest.class.getName()), kept);
    assertTrue(log.getFirst().contains("defect-0.txt"), log.getFirst());
  }

  @Test
  void evidenceOfAnEarlierRunIsNotOverwrittenAndThereIsALimit() throws IOException {
    for (int i = 0; i < Defects.FILES_KEPT + 2; i++) {
      nowNanos += Defects.WITHIN_NANOS;
      defects = made();
      meet(0);
    }
    try (var files = Files.list(folder.resolve("defects"))) {
      assertEquals(Defects.FILES_KEPT, files.count());
    }
    assertTrue(log.getLast().contains("holds 50 already"), log.getLast());
  }

  @Test
  void threeWithinAMinuteEndTheProcessOnce() {
    for (int i = 0; i < 5; i++) {
      nowNanos += 1_000_000_000L;
      meet(0);
    }
    assertEquals(1, ends);
  }

  @Test
  void threeInMoreThanAMinuteDoNot() {
    for (int i = 0; i < 5; i++) {
      nowNanos += Defects.WITHIN_NANOS / 2;
      meet(0);
    }
    assertEquals(0, ends);
  }

  @Test
  void theStartAfterSuchAnEndKnowsThePortsOnce() {
    meet(2);
    meet(0);
    meet(2);
    assertEquals(List.of("port0", "port2"), made().portsOfLastRun());
    assertEquals(List.of(), made().portsOfLastRun());
  }

  @Test
  void defectsThatDidNotEndTheProcessKeepNoPortClosed() {
    meet(2);
    assertEquals(List.of(), made().portsOfLastRun());
  }
}
