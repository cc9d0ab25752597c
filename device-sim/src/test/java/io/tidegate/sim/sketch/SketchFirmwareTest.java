package io.tidegate.sim.sketch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.board.Board;
import io.tidegate.sim.board.Chip;
import io.tidegate.sim.board.Microcontroller;
import io.tidegate.sim.board.Quirks;
import io.tidegate.sim.board.ResetCause;
import io.tidegate.sim.line.Line;
import io.tidegate.sim.world.Cable;
import io.tidegate.sim.world.World;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// With a process that does what it is told: `child.cpp`.
@Tag("gpp")
class SketchFirmwareTest {
  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1_000 * MILLI;

  @TempDir private static Path folder;
  private static Path child;

  private final World world = new World(1);
  private final StringBuilder heard = new StringBuilder();
  private final List<String> told = new ArrayList<>();
  private final Answering answering = new Answering();
  private SketchFirmware firmware;
  private Microcontroller chip;
  private Cable cable;
  private int baud;

  @BeforeAll
  static void compile() throws IOException, InterruptedException {
    Path source = folder.resolve("child.cpp");
    try (InputStream in = SketchFirmwareTest.class.getResourceAsStream("child.cpp")) {
      Files.copy(in, source);
    }
    child = folder.resolve("child");
    Process compiler =
        new ProcessBuilder("g++", "-O1", source.toString(), "-o", child.toString())
            .inheritIO()
            .start();
    assertEquals(0, compiler.waitFor());
  }

  @BeforeEach
  void plugIn() {
    begin(Quirks.NONE);
  }

  private void begin(Quirks quirks) {
    SketchSetup plan = new SketchSetup(child, folder, 1, 20_000, now -> 1_000 + now / MILLI, false);
    begin(quirks, plan);
  }

  private void begin(Quirks quirks, SketchSetup plan) {
    firmware = new SketchFirmware(plan, List.of(answering));
    firmware.whenTold(told::add);
    chip = new Microcontroller("board", 1, Chip.ESP8266, quirks, firmware);
    Cable.Port port =
        new Cable.Port() {
          @Override
          public void arrived(byte[] bytes, int length) {
            heard.append(new String(bytes, 0, length, ISO_8859_1));
          }
        };
    cable = new Cable(world, chip, line(), line(), port);
    firmware.whenWoken(cable::wake);
    cable.pin(Board.RESET, 1);
    cable.pin(Board.POWER, 1);
    run(SECOND);
  }

  @AfterEach
  void end() {
    firmware.close();
  }

  @Test
  void aSketchStartsWithItsIdentityAndWhyItStarts() {
    assertTrue(heard.toString().contains("start 0 chip %06X".formatted(chip.identity().chipId())));
    assertEquals("hello", say("echo hello"));
  }

  @Test
  void whatItsWidthDoesNotShowIsToldOnceNotAtEachStart() {
    firmware.close();
    begin(
        Quirks.NONE,
        new SketchSetup(
            List.of(child.toString()), folder, null, 1, 20_000, now -> now, "wide", false));
    assertEquals(List.of("wide"), told);
    chip.reset(ResetCause.SOFTWARE_RESTART, world.nowNanos());
    cable.wake();
    run(2 * SECOND);
    assertEquals("hello", say("echo hello"));
    assertEquals(List.of("wide"), told);
  }

  @Test
  void itGoesOnNoFurtherThanToWhatMayComeNext() {
    long span = Long.parseLong(say("time").split(" ")[1]);
    assertTrue(span >= Stride.LEAST_NANOS && span <= SECOND, "ran " + span);

    // nothing is due for an hour, and nothing seems to hang
    cable.write("time\n".getBytes(ISO_8859_1), 5);
    heard.setLength(0);
    world.runTo(world.nowNanos() + 3_600 * SECOND);
    assertEquals(Stride.MOST_NANOS, Long.parseLong(heard.toString().strip().split(" ")[1]));
  }

  @Test
  void whatComesWhileItIsAheadWaitsUntilItsTime() {
    say("run");
    long ahead = world.nowNanos();
    assertEquals("after", say("echo after"));
    assertTrue(world.nowNanos() >= ahead);
  }

  @Test
  void itsClockIsTheChipsOwn() {
    firmware.close();
    begin(Quirks.NONE.withDriftPpm(100_000));
    long before = Long.parseLong(say("time").split(" ")[0]);
    run(10 * SECOND);
    long after = Long.parseLong(say("time").split(" ")[0]);
    assertEquals(11.0, (after - before) / 1e9, 1.5);
  }

  @Test
  void questionsAreAnsweredByWhoKnowsTheKind() {
    assertEquals("14", say("ask 99"));
    long date = Long.parseLong(say("date"));
    assertEquals(1_000.0 + world.nowNanos() / MILLI, date, 100);
  }

  @Test
  void eventsWakeItAndComeInTheirOrder() {
    heard.setLength(0);
    world.at(world.nowNanos() + SECOND, () -> answering.link.event(new Out(101)));
    world.at(world.nowNanos() + SECOND, () -> answering.link.event(new Out(102)));
    run(2 * SECOND);
    assertEquals("event 101\nevent 102\n", heard.toString());
  }

  @Test
  void aPeripheralActsByItselfWhenItIsDue() {
    answering.dueNanos = world.nowNanos() + SECOND;
    answering.link.wake();
    heard.setLength(0);
    run(2 * SECOND);
    assertEquals("event 120\n", heard.toString());
  }

  @Test
  void eachEndIsWhatTheChipMakesOfIt() {
    String[] causes = {
      "", "start 3", "start 1", "start 2", "start 4", "start 4", "start 5", "start 4"
    };
    for (int how = 1; how < causes.length; how++) {
      heard.setLength(0);
      tell("die " + how);
      run(5 * SECOND);
      assertTrue(heard.toString().contains(causes[how]), "end " + how + ": " + heard);
      assertEquals(how + 1, answering.starts);
      assertEquals(how, answering.ends);
    }
    assertTrue(heard.toString().contains("Abort called"), heard.toString());
  }

  @Test
  void deepSleepLastsAsLongAsTheSketchSaid() {
    tell("die 6");
    run(2 * SECOND);
    assertFalse(heard.toString().contains("start 5"));
    run(SECOND);
    assertTrue(heard.toString().contains("start 5"), heard.toString());
  }

  @Test
  void theMemoryThatLastsGoesFromRunToRunAndIsLostWithPower() {
    tell("keep Z");
    tell("die 4");
    run(SECOND);
    assertTrue(
        heard.toString().contains("start 4 chip %06X kept Z".formatted(chip.identity().chipId())),
        heard.toString());

    heard.setLength(0);
    cable.pin(Board.POWER, 0);
    run(SECOND);
    cable.pin(Board.POWER, 1);
    run(SECOND);
    assertTrue(heard.toString().contains("start 0"), heard.toString());
    assertFalse(heard.toString().contains("kept Z"), heard.toString());
  }

  @Test
  void aProcessThatVanishesIsAnExceptionAndWhatItSaidIsShown() {
    tell("crash");
    run(5 * SECOND);
    assertEquals(
        List.of("last words", "the sketch broke off: its process ended by signal 6"), told);
    assertTrue(heard.toString().contains("Exception (28):"), heard.toString());
    assertTrue(heard.toString().contains("start 2"), heard.toString());
  }

  @Test
  void aProcessThatSaysWhatCannotBeIsEndedAndTheBoardSeesAnException() {
    tell("cut");
    run(5 * SECOND);
    tell("ask 250");
    run(5 * SECOND);
    assertEquals(
        List.of(
            "the sketch broke off: its process said what cannot be: expected 5 bytes, got 0 at byte 6"
                + " of a message of kind 16",
            "the sketch broke off: its process said what cannot be: nothing around it knows messages"
                + " of kind 250"),
        told);
    assertEquals("well", say("echo well"));
  }

  @Test
  void whatTheUserShouldKnowIsToldOnce() {
    tell("note no such thing here");
    tell("note no such thing here");
    tell("complain of this");
    say("echo");
    say("echo");
    assertEquals("no such thing here", told.getFirst());
    assertTrue(told.size() <= 2, told.toString());
  }

  @Test
  void resetByThePinEndsTheProcess() {
    cable.pin(Board.RESET, 0);
    assertTrue(answering.ends >= 0);
    run(SECOND);
    assertEquals(1, answering.ends);
    cable.pin(Board.RESET, 1);
    run(SECOND);
    assertTrue(heard.toString().contains("start 6"), heard.toString());
  }

  /// Answers a question with twice its number.
  private static final class Answering implements Peripheral {
    private SketchLink link;
    private int starts;
    private int ends;
    private long dueNanos = Long.MAX_VALUE;

    @Override
    public boolean handles(int kind) {
      return kind == 99;
    }

    @Override
    public void message(int kind, In in, Reply reply) {
      reply.answer(Reply.out().u32(2 * in.u32()));
    }

    @Override
    public void start(SketchLink wanted) {
      link = wanted;
      starts++;
    }

    @Override
    public void end() {
      ends++;
    }

    @Override
    public long dueNanos() {
      return dueNanos;
    }

    @Override
    public void run(long nowNanos, Board.Outside out) {
      dueNanos = Long.MAX_VALUE;
      link.event(new Out(120));
    }
  }

  private Line line() {
    return new Line(115_200, 16_384, world.chance());
  }

  private void run(long nanos) {
    world.runTo(world.nowNanos() + nanos);
  }

  private void tell(String line) {
    byte[] bytes = (line + "\n").getBytes(ISO_8859_1);
    cable.write(bytes, bytes.length);
    run(100 * MILLI);
  }

  /// What it answers.
  private String say(String line) {
    heard.setLength(0);
    tell(line);
    return heard.toString().strip();
  }
}
