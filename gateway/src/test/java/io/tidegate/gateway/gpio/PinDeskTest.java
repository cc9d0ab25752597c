package io.tidegate.gateway.gpio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.core.Input;
import io.tidegate.gateway.pin.PinRule;
import io.tidegate.gateway.pin.SafeStates;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The desk on the test's own thread and time, with lines in memory.
class PinDeskTest {
  private static final int PORT = 3;
  private static final long SECOND = 1_000_000_000L;
  private static final long MINUTE = 60 * SECOND;
  private static final SafeStates OFF =
      new SafeStates(SafeStates.OFF, SafeStates.OFF, SafeStates.KEEP, MINUTE);

  @TempDir Path folder;
  private final MemoryInbox inbox = new MemoryInbox();
  private final FaultBook faults = new FaultBook(PORT, inbox);
  private final List<String> told = new ArrayList<>();
  private final List<String> done = new ArrayList<>();
  private Lines.Listener listener;
  private CounterKeeper keeper;

  private final Lines lines =
      new Lines() {
        @Override
        public boolean read(int line, PinRule.Pull pull, Listener heard) {
          listener = heard;
          return false;
        }

        @Override
        public void drive(int line, boolean high) {
          done.add(line + (high ? " high" : " low"));
        }

        @Override
        public void pulse(int line, int frequencyHertz, int percent) {
          done.add(line + " " + frequencyHertz + " Hz " + percent + " %");
        }

        @Override
        public void close() {
          done.add("closed");
        }
      };

  private final PinDesk.Teller teller =
      new PinDesk.Teller() {
        @Override
        public void reading(String json, long atNanos) {
          told.add(json);
        }

        @Override
        public void log(String words) {
          told.add("log: " + words);
        }

        @Override
        public void wake() {}
      };

  private PinDesk desk(PinRule... rules) {
    keeper = new CounterKeeper(new CounterFile(folder), 10 * MINUTE);
    PinSettings settings = new PinSettings(List.of(rules), "", 10 * MINUTE);
    PinDesk desk = new PinDesk(settings, lines, keeper, faults, teller);
    desk.start(0);
    return desk;
  }

  @AfterEach
  void end() {
    written();
  }

  private void written() {
    assertTrue(keeper.awaitWritten(Duration.ofSeconds(20)));
  }

  private static PinRule rain() {
    return new PinRule.Counter(
        "rain",
        27,
        PinRule.Pull.NONE,
        PinRule.Edge.RISING,
        0,
        BigDecimal.ONE,
        "-",
        PinRule.Per.NOTHING,
        86_400 * SECOND);
  }

  @Test
  void edgesThatAreTooManyForItsMemoryAreNamedWithTheirNumber() {
    PinDesk desk = desk(rain());
    for (int edge = 0; edge < PinDesk.EDGES + 10; edge++) {
      listener.edge(edge % 2 == 0, edge);
    }
    desk.turn(true, SECOND);
    List<Input.SensorFault> all = inbox.all(Input.SensorFault.class);
    assertEquals(1, all.size());
    assertEquals("edges came faster than they were taken, and 10 are lost", all.getFirst().words());
    desk.stop(2 * SECOND);
    written();
    assertEquals(
        Map.of("rain", PinDesk.EDGES / 2L), new CounterFile(folder).load().counts(), "the others");
  }

  @Test
  void activeLowTurnsTheLevelAndThePercent() {
    PinDesk desk =
        desk(
            new PinRule.Output("pump", 22, true, OFF, 0, List.of(), 0, MINUTE),
            new PinRule.Pwm("fan", 18, true, 25_000, OFF, MINUTE));
    desk.command("pump", "on", SECOND);
    desk.command("fan", "30", SECOND);
    desk.stop(2 * SECOND);
    desk.close();
    assertEquals(
        List.of(
            "22 high",
            "18 25000 Hz 100 %",
            "22 low",
            "18 25000 Hz 70 %",
            "22 high",
            "18 25000 Hz 100 %",
            "closed"),
        done);
  }

  @Test
  void whatIsCountedIsWrittenDownSeldomAndOnlyWhenItHasChanged() {
    PinDesk desk = desk(rain());
    written();
    assertEquals(Map.of("rain", 0L), new CounterFile(folder).load().counts());
    listener.edge(true, SECOND);
    desk.turn(true, SECOND);
    assertEquals(10 * MINUTE - SECOND, desk.leftNanos(SECOND));
    desk.turn(true, 10 * MINUTE - 1);
    written();
    assertEquals(Map.of("rain", 0L), new CounterFile(folder).load().counts(), "not yet");
    desk.turn(true, 10 * MINUTE);
    written();
    assertEquals(
        new CounterFile.Loaded(Map.of("rain", 1L), false, List.of()),
        new CounterFile(folder).load());
    assertTrue(desk.leftNanos(10 * MINUTE) > 60 * MINUTE, "nothing to write");
    desk.stop(11 * MINUTE);
    written();
    assertTrue(new CounterFile(folder).load().stopped());
  }

  @Test
  void aCounterThatTheFileDoesNotNameAnyMoreKeepsItsTotal() throws Exception {
    new CounterFile(folder).save(Map.of("kwh", 5L, "rain", 7L), true);
    PinDesk desk = desk(rain());
    listener.edge(true, SECOND);
    desk.stop(2 * SECOND);
    written();
    assertEquals(Map.of("kwh", 5L, "rain", 8L), new CounterFile(folder).load().counts());
    assertEquals(List.of("{\"rain\":7}"), told);
  }

  @Test
  void aLineThatNeverStaysIsAFaultUntilItStays() {
    PinDesk desk =
        desk(
            new PinRule.Input("door", 17, PinRule.Pull.NONE, false, SECOND / 10, true, 5 * SECOND));
    for (int tenth = 0; tenth < 200; tenth++) {
      listener.edge(tenth % 2 == 0, SECOND + tenth * SECOND / 20);
      desk.turn(true, SECOND + tenth * SECOND / 20);
    }
    desk.turn(true, 11 * SECOND);
    assertEquals(1, inbox.all(Input.SensorFault.class).size());
    assertEquals(List.of(), inbox.all(Input.SensorWell.class), "reading it does not make it well");
    desk.turn(true, 20 * SECOND);
    assertEquals(new Input.SensorWell(PORT, "door"), inbox.all(Input.SensorWell.class).getFirst());
  }
}
