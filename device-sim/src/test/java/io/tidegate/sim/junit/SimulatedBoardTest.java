package io.tidegate.sim.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.tidegate.sim.scenario.FirmwareKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The nested classes are somebody else's tests; [Ran] runs them.
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SimulatedBoardTest {
  private static final long LIMIT_NANOS = 60_000_000_000L;

  /// Paths of the boards that nested tests have had.
  private static final List<Path> PATHS = Collections.synchronizedList(new ArrayList<>());

  private static BufferedReader open(SimulatedBoard board) throws IOException {
    return Files.newBufferedReader(board.path());
  }

  private static void write(SimulatedBoard board, String text) throws IOException {
    Files.writeString(board.path(), text, StandardOpenOption.WRITE);
  }

  private static void await(SimulatedBoard board, Predicate<SimulatedBoard> wanted) {
    long untilNanos = System.nanoTime() + LIMIT_NANOS;
    while (!wanted.test(board)) {
      assertTrue(System.nanoTime() < untilNanos, () -> board.description() + board.transcript());
      LockSupport.parkNanos(1_000_000);
    }
  }

  static class Using {
    @Test
    void measures(@Simulated(kind = FirmwareKind.CSV, everyMillis = 20) SimulatedBoard board)
        throws IOException {
      PATHS.add(board.path());
      try (BufferedReader port = open(board)) {
        port.readLine();
        for (int i = 0; i < 5; i++) {
          String line = port.readLine();
          assertTrue(
              board.measured().stream()
                  .anyMatch(each -> String.join(",", each.texts()).equals(line)),
              line);
        }
        assertTrue(board.isOpened());
      }
      int before = board.measured().size();
      assertTrue(board.awaitMeasured(before + 3).size() >= before + 3);
      assertEquals("board1", board.name());
    }

    @Test
    void talks(@Simulated(silent = true) SimulatedBoard board) throws IOException {
      PATHS.add(board.path());
      try (BufferedReader port = open(board)) {
        board.awaitOpened();
        board.say("temp:21.5 \u00b0C\r\n");
        assertEquals("temp:21.5 \u00b0C", port.readLine());
        write(board, "relay on\n");
        board.awaitReceived("relay on\n");
        assertEquals("relay on\n", board.received());
      }
      assertTrue(board.measured().isEmpty());
      String transcript = board.transcript();
      assertTrue(
          transcript.matches("(?s)\\d+\\.\\d{6} < temp:21.5 .*\\d+\\.\\d{6} > relay on\\\\n\n"),
          transcript);
    }

    @Test
    void isPulledAndReset(
        @Simulated(kind = FirmwareKind.CSV, name = "kitchen", everyMillis = 20)
            SimulatedBoard board)
        throws IOException {
      PATHS.add(board.path());
      assertEquals("kitchen", board.path().getFileName().toString());
      board.unplug();
      assertNoted(board, "unplugged");
      assertFalse(Files.exists(board.path(), LinkOption.NOFOLLOW_LINKS));
      board.plug();
      assertNoted(board, "plugged in");
      try (BufferedReader port = open(board)) {
        board.awaitOpened();
        board.reset();
        assertNoted(board, "reset");
        String line = port.readLine();
        // the reset may have cut a line, whose beginning stands before it then
        while (!line.endsWith("n,temperature,humidity")) {
          line = port.readLine();
        }
      }
      board.power(false);
      assertNoted(board, "no power");
      int measured = board.measured().size();
      board.power(true);
      assertNoted(board, "power");
      board.awaitMeasured(measured + 1);
    }

    private static void assertNoted(SimulatedBoard board, String words) {
      assertTrue(board.transcript().contains(" ! " + words + "\n"), board.transcript());
    }

    @Test
    void plays(
        @Simulated(
                recording = "src/test/resources/io/tidegate/sim/record/three.tgrec",
                speed = 10,
                resetOnOpen = true)
            SimulatedBoard board)
        throws IOException {
      PATHS.add(board.path());
      try (BufferedReader port = open(board)) {
        for (String line : List.of("one", "two", "three")) {
          assertEquals(line, port.readLine());
        }
      }
    }

    @Test
    void hasTwo(@Simulated SimulatedBoard one, @Simulated SimulatedBoard other) {
      PATHS.addAll(List.of(one.path(), other.path()));
      assertNotSame(one, other);
      assertEquals("board1", one.name());
      assertEquals("board2", other.name());
    }
  }

  @Test
  void aParameterIsABoardThatIsGoneAfterwards() {
    Ran ran = Ran.of(Using.class, false);
    assertTrue(ran.failed.isEmpty(), ran.failed::toString);
    assertEquals(5, ran.passed.size());
    assertGone(6);
  }

  private static void assertGone(int count) {
    assertEquals(count, Set.copyOf(PATHS).size());
    for (Path path : PATHS) {
      assertFalse(Files.exists(path.getParent()), path::toString);
    }
    PATHS.clear();
  }

  static class Shared {
    private static SimulatedBoard forAll;
    private final SimulatedBoard own;
    private SimulatedBoard before;

    Shared(@Simulated(silent = true) SimulatedBoard own) {
      this.own = own;
    }

    @BeforeAll
    static void all(@Simulated(name = "for-all", silent = true) SimulatedBoard board) {
      forAll = board;
      PATHS.add(board.path());
    }

    @BeforeEach
    void each(@Simulated(silent = true) SimulatedBoard board) {
      before = board;
      PATHS.addAll(List.of(own.path(), board.path()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "b"})
    void says(String text) throws IOException {
      for (SimulatedBoard board : List.of(forAll, own, before)) {
        try (BufferedReader port = open(board)) {
          board.awaitOpened();
          board.say(text + "\n");
          assertEquals(text, port.readLine());
        }
      }
    }
  }

  @Test
  void aBoardLivesAsLongAsWhatAskedForIt() {
    Ran ran = Ran.of(Shared.class, false);
    assertTrue(ran.failed.isEmpty(), ran.failed::toString);
    assertEquals(2, ran.passed.size());
    assertGone(5);
  }

  static class SideBySide {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void counts(int number, @Simulated(silent = true) SimulatedBoard board) throws IOException {
      PATHS.add(board.path());
      try (BufferedReader port = open(board)) {
        board.awaitOpened();
        for (int i = 0; i < 10; i++) {
          board.say(number + "." + i + "\n");
          assertEquals(number + "." + i, port.readLine());
        }
      }
    }
  }

  @Test
  void testsSideBySideHaveBoardsOfTheirOwn() {
    Ran ran = Ran.of(SideBySide.class, true);
    assertTrue(ran.failed.isEmpty(), ran.failed::toString);
    assertEquals(8, ran.passed.size());
    assertGone(8);
  }

  static class Failing {
    @Test
    void reads(@Simulated(silent = true) SimulatedBoard board) throws IOException {
      board.say("nobody hears\n");
      await(board, each -> each.transcript().contains(" - nobody hears\\n\n"));
      try (BufferedReader port = open(board)) {
        board.awaitOpened();
        for (int i = 0; i < 300; i++) {
          board.say("line " + i + " of many\n");
          assertEquals("line " + i + " of many", port.readLine());
        }
        write(board, "thanks\n");
        board.awaitReceived("thanks\n");
      }
      fail("it is wrong");
    }
  }

  @Test
  void aFailureCarriesTheLastFourKilobytes() {
    Ran ran = Ran.of(Failing.class, false);
    Throwable failure = ran.failed.values().iterator().next();
    assertEquals("it is wrong", failure.getMessage());
    String words = failure.getSuppressed()[0].getMessage();
    assertTrue(words.startsWith("board1 at "), words);
    assertTrue(words.contains(", opened 1 times, 13 bytes unheard, 0 lost:\n...\n"), words);
    assertTrue(words.contains(" < line 299 of many\\n\n"), words);
    assertTrue(words.endsWith(" > thanks\\n\n"), words);
    assertFalse(words.contains(" < line 0 of many"), words);
    assertTrue(words.length() > 3_500 && words.length() < 4_500, "" + words.length());
    assertEquals(words, ran.reported.get("board1"));
  }

  static class Talkative {
    @Test
    void saysMuch(@Simulated(silent = true) SimulatedBoard board) throws IOException {
      try (BufferedReader port = open(board)) {
        board.awaitOpened();
        board.say("x".repeat(20_000) + "\n");
        for (int i = 0; i < 100; i++) {
          board.say(i + "y".repeat(98) + "\n");
        }
        assertEquals("x".repeat(20_000), port.readLine());
        for (int i = 0; i < 100; i++) {
          assertEquals(i + "y".repeat(98), port.readLine());
        }
        assertTrue(board.description().endsWith(" 0 bytes unheard, 0 lost"), board.description());
      }
    }

    @Test
    void saysItToNobody(@Simulated(silent = true) SimulatedBoard board) {
      board.unplug();
      board.say("hello\n");
      await(board, each -> each.description().endsWith(" 6 bytes unheard, 0 lost"));
    }

    @Test
    void hasNoPower(@Simulated(silent = true) SimulatedBoard board) {
      board.say("x".repeat(500_000));
      board.power(false);
      await(board, each -> each.description().matches(".*, [45]\\d{5} lost"));
      IllegalStateException refusal =
          assertThrows(IllegalStateException.class, () -> board.say("hello\n"));
      assertEquals(
          "board1: expected power to say something, got a board without", refusal.getMessage());
    }
  }

  @Test
  void whatABoardIsToSayIsSaidOrCounted() {
    Ran ran = Ran.of(Talkative.class, false);
    assertTrue(ran.failed.isEmpty(), ran.failed::toString);
    assertEquals(3, ran.passed.size());
  }

  static class Untidy {
    @Test
    void leaves(@Simulated(silent = true) SimulatedBoard one, @Simulated SimulatedBoard other)
        throws IOException {
      PATHS.addAll(List.of(one.path(), other.path()));
      Path folder = Files.createDirectories(one.path().resolveSibling("lock/deep"));
      Files.writeString(folder.resolve("LCK..board1"), "1");
    }
  }

  @Test
  void whatAProgramPutsBesideAPortIsGoneWithIt() {
    Ran ran = Ran.of(Untidy.class, false);
    assertTrue(ran.failed.isEmpty(), ran.failed::toString);
    assertGone(2);
  }

  @Test
  void oneThatCannotBeClosedDoesNotKeepTheOthersOpen() {
    List<String> closed = new ArrayList<>();
    IllegalStateException first = new IllegalStateException("first");
    IllegalStateException third = new IllegalStateException("third");
    List<Runnable> closes =
        List.of(
            () -> {
              throw first;
            },
            () -> closed.add("second"),
            () -> {
              throw third;
            },
            () -> closed.add("fourth"));
    assertSame(
        first, assertThrows(IllegalStateException.class, () -> SimulatedBoards.runAll(closes)));
    assertEquals(List.of(third), List.of(first.getSuppressed()));
    assertEquals(List.of("second", "fourth"), closed);
  }

  static class Impossible {
    @Test
    void badName(@Simulated(name = "../up") SimulatedBoard board) {
      fail(board.name());
    }

    @Test
    void badPeriod(@Simulated(everyMillis = 0) SimulatedBoard board) {
      fail(board.name());
    }

    @Test
    void badSpeed(
        @Simulated(recording = "src/test/resources/io/tidegate/sim/record/three.tgrec", speed = 0)
            SimulatedBoard board) {
      fail(board.name());
    }

    @Test
    void noRecording(@Simulated(recording = "no/such.tgrec") SimulatedBoard board) {
      fail(board.name());
    }

    @Test
    void both(@Simulated(recording = "any.tgrec", silent = true) SimulatedBoard board) {
      fail(board.name());
    }
  }

  @Test
  void whatCannotBeIsNamed() {
    Ran ran = Ran.of(Impossible.class, false);
    assertEquals(5, ran.failed.size());
    Set<String> words = new TreeSet<>();
    for (Throwable each : ran.failed.values()) {
      words.add(each.getMessage());
    }
    assertEquals(
        new TreeSet<>(
            Arrays.asList(
                "no simulated board: name: expected 1 to 64 of A-Z a-z 0-9 _ . -, got ../up",
                "no simulated board: everyMillis: expected 1 or more, got 0",
                "no simulated board: expected a speed of 0.01 to 1000, got 0.0",
                "no simulated board: recording: expected a file, got no/such.tgrec, where none is",
                "no simulated board: recording: expected none for a silent board, got any.tgrec")),
        words);
  }
}
