package io.tidegate.gateway.gpio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.bridge.Frame;
import io.tidegate.bridge.FrameEncoder;
import io.tidegate.gateway.core.Input;
import io.tidegate.gateway.pin.PinRule;
import io.tidegate.gateway.pin.SafeStates;
import io.tidegate.gateway.system.Eventually;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Pins of the machine's own board, through Pi4J to a simulated chip.
@Timeout(180)
class PinsOnBoardTest {
  private static final int PORT = 3;
  private static final String SESSION = "c2Vzc2lv";
  private static final long SECOND = 1_000_000_000L;
  private static final long NEVER = 3_600 * SECOND;
  private static final int DOOR = 17;
  private static final int RAIN = 27;
  private static final int PUMP = 22;
  private static final int VALVE = 23;

  @TempDir Path folder;
  private final SimulatedChip chip = new SimulatedChip();
  private MemoryInbox inbox;
  private GpioBoard board;

  private static PinRule door() {
    return new PinRule.Input("door", DOOR, PinRule.Pull.UP, true, 0, true, NEVER);
  }

  private static PinRule rain() {
    return new PinRule.Counter(
        "rain",
        RAIN,
        PinRule.Pull.UP,
        PinRule.Edge.FALLING,
        0,
        new BigDecimal("0.5"),
        "mm",
        PinRule.Per.NOTHING,
        SECOND / 5);
  }

  private static PinRule output(String name, int line, String... interlock) {
    SafeStates off = new SafeStates(SafeStates.OFF, SafeStates.OFF, SafeStates.OFF, SECOND);
    return new PinRule.Output(name, line, false, off, 0, List.of(interlock), 0, NEVER);
  }

  private void start(PinRule... pins) {
    inbox = new MemoryInbox();
    board =
        new GpioBoard(
            new GpioSettings(
                PORT,
                "pi-gpio",
                folder,
                List.of(),
                new PinSettings(List.of(pins), "", 3_600 * SECOND)),
            inbox,
            GpioBoard.HANG_NANOS,
            chip.lines(folder),
            folder,
            new Sensors(folder));
    board.start(0);
    say(new Frame.Welcome(await(Frame.Hello.class, 1).nonce(), SESSION));
  }

  @AfterEach
  void end() {
    if (board != null) {
      board.close();
      assertTrue(board.awaitEnd(Duration.ofSeconds(20)));
    }
  }

  private void say(Frame frame) {
    assertTrue(board.send(PORT, FrameEncoder.encode(frame)));
  }

  private <T> T await(Class<T> kind, int number) {
    Eventually.await(
        60_000, () -> inbox.all(kind).size() >= number, () -> kind + " in " + inbox.everything());
    return inbox.all(kind).get(number - 1);
  }

  private void awaitReading(String json) {
    Eventually.await(60_000, () -> readings().contains(json), () -> json + " in " + readings());
  }

  private List<String> readings() {
    return inbox.all(Frame.Reading.class).stream().map(Frame.Reading::json).toList();
  }

  private String result(int number, String channel, String value) {
    say(new Frame.Command(SESSION, number, 10_000, channel, value));
    Frame.Result result = await(Frame.Result.class, number);
    return result.code() + " " + result.text();
  }

  @Test
  void pinsAreChannelsAndEachChangeIsAReading() {
    start(door(), rain(), output("pump", PUMP));
    assertEquals(3, await(Frame.Hello.class, 1).channels());
    assertEquals("rain counter mm", shown(await(Frame.Describe.class, 2)));
    assertEquals("pump bool -", shown(await(Frame.Describe.class, 3)));
    awaitReading("{\"door\":false}");
    awaitReading("{\"pump\":false}");
    chip.set(DOOR, false);
    awaitReading("{\"door\":true}");
    chip.set(RAIN, false);
    awaitReading("{\"rain\":0.5}");
    assertTrue(
        inbox.all(Frame.Reading.class).stream()
            .allMatch(reading -> !reading.ageAtLeast() && reading.ageMillis() < 60_000),
        () -> "an age that cannot be: " + inbox.everything());
  }

  private static String shown(Frame.Describe channel) {
    return channel.name() + " " + channel.kind().wireName() + " " + channel.unit();
  }

  @Test
  void aCommandSwitchesAnOutputAndIsAnsweredInWords() {
    start(output("pump", PUMP, "valve"), output("valve", VALVE));
    assertEquals("OK on", result(1, "pump", "on"));
    assertEquals(true, chip.driven(PUMP));
    awaitReading("{\"pump\":true}");
    assertEquals("FAILED not while pump is on", result(2, "valve", "on"));
    assertEquals(false, chip.driven(VALVE));
    assertEquals("NOCHANNEL ", result(3, "door", "on"));
    assertEquals("OK on for 50 ms", result(4, "pump", "pulse 50 ms"));
    Eventually.await(60_000, () -> !chip.driven(PUMP), () -> "the pulse does not end");
  }

  @Test
  void atTheEndOutputsAreMadeSafeWhichIsToldAndThenGivenBack() {
    start(output("pump", PUMP));
    result(1, "pump", "on");
    board.close();
    assertEquals(List.of(false, true, false), chip.history(PUMP));
    assertNull(chip.driven(PUMP));
    assertEquals("{\"pump\":false}", readings().getLast());
    assertEquals(board.told().last(), inbox.all(Frame.Reading.class).getLast().seq());
  }

  @Test
  void whenTheBrokerIsAwayForLongEnoughOutputsAreMadeSafe() {
    start(output("pump", PUMP));
    board.broker(true);
    result(1, "pump", "on");
    board.broker(false);
    long sinceNanos = System.nanoTime();
    Eventually.await(60_000, () -> !chip.driven(PUMP), () -> "it stays on");
    assertTrue(System.nanoTime() - sinceNanos > 900_000_000L, "too soon");
    awaitReading("{\"pump\":false}");
  }

  @Test
  void aTotalGoesOnAfterAStopInOrder() {
    start(rain());
    pulses(3);
    awaitReading("{\"rain\":1.5}");
    board.close();
    assertTrue(board.awaitEnd(Duration.ofSeconds(20)));
    start(rain());
    assertEquals("{\"rain\":1.5}", await(Frame.Reading.class, 1).json());
    pulses(1);
    awaitReading("{\"rain\":2.0}");
    assertEquals(List.of(), inbox.all(Frame.LogLine.class));
  }

  @Test
  void afterACrashItGoesOnFromWhatWasWrittenAndThatIsSaid() {
    start(rain());
    Eventually.await(
        20_000,
        () -> Files.exists(folder.resolve(CounterFile.NAME)),
        () -> "it is not on disk that counters run");
    GpioBoard crashed = board;
    start(rain());
    String words = await(Frame.LogLine.class, 1).text();
    assertTrue(words.contains("the last run did not end in order"), words);
    crashed.close();
    assertTrue(crashed.awaitEnd(Duration.ofSeconds(20)));
  }

  private void pulses(int count) {
    for (int i = 0; i < count; i++) {
      chip.set(RAIN, false);
      chip.set(RAIN, true);
    }
  }

  @Test
  void aLineThatSomethingElseHasIsAFaultUntilItIsFree() {
    chip.busy(PUMP, true);
    start(door(), output("pump", PUMP));
    awaitReading("{\"door\":false}");
    Input.SensorFault fault = await(Input.SensorFault.class, 1);
    assertEquals("pump", fault.sensor());
    assertTrue(fault.news() && fault.words().contains("GPIO 22"), fault.words());
    assertEquals("FAILED the line cannot be driven", result(1, "pump", "on"));
    chip.busy(PUMP, false);
    assertEquals(new Input.SensorWell(PORT, "pump"), await(Input.SensorWell.class, 1));
    assertEquals(List.of(false), chip.history(PUMP), "what was refused does not come later");
  }
}
