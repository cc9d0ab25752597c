package io.tidegate.sim.sketch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.board.Board;
import io.tidegate.sim.board.Chip;
import io.tidegate.sim.board.Microcontroller;
import io.tidegate.sim.board.Quirks;
import io.tidegate.sim.line.Line;
import io.tidegate.sim.pins.BoardPins;
import io.tidegate.sim.pins.Max31855Chip;
import io.tidegate.sim.pins.PinNames;
import io.tidegate.sim.pins.SensorPins;
import io.tidegate.sim.sensor.Ads1115;
import io.tidegate.sim.sensor.AnalogPin;
import io.tidegate.sim.sensor.Bme280;
import io.tidegate.sim.sensor.Dht;
import io.tidegate.sim.sensor.Ds18b20;
import io.tidegate.sim.sensor.Fault;
import io.tidegate.sim.sensor.PulseCounter;
import io.tidegate.sim.signal.Signal;
import io.tidegate.sim.sketch.pins.PinPeripheral;
import io.tidegate.sim.world.Cable;
import io.tidegate.sim.world.World;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Sketches that move their pins bit by bit, with devices on them: `test/pins.cpp`, on both chips.
@Tag("gpp")
class PinsOfASketchTest {
  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1_000 * MILLI;
  private static final Map<PinNames, Path> PROGRAMS = new EnumMap<>(PinNames.class);

  @TempDir private Path folder;

  private final World world = new World(1);
  private final StringBuilder heard = new StringBuilder();
  private final List<String> told = new ArrayList<>();
  private final List<String> moved = new ArrayList<>();
  private final Ds18b20 thermometer = new Ds18b20("", 12, true, Signal.steady(25.0625));
  private SketchFirmware firmware;
  private Microcontroller chip;
  private Cable cable;
  private int outPin;

  @BeforeAll
  static void build() {
    PROGRAMS.put(PinNames.NODEMCU, build("esp8266", "-DESP8266"));
    PROGRAMS.put(PinNames.UNO, build("avr", "-D__AVR__"));
  }

  private static Path build(String target, String macro) {
    Path libraries = HostCoreBoard.folder().resolve("libraries");
    List<String> arguments = new ArrayList<>(List.of(macro));
    for (String each : List.of("Wire", "SPI", "Servo")) {
      Path source = libraries.resolve(each + "/src");
      arguments.addAll(List.of("-I" + source, source.resolve(each + ".cpp").toString()));
    }
    arguments.add(HostCoreBoard.folder().resolve("test/pins.cpp").toString());
    return HostCoreBoard.build("host-core-pins-" + target, target, arguments);
  }

  private void begin(PinNames names) {
    boolean uno = names == PinNames.UNO;
    outPin = uno ? 7 : 5;
    BoardPins board = BoardPins.of(names);
    SensorPins sensors = new SensorPins(board);
    sensors.attach(thermometer, uno ? "4" : "D2", null);
    sensors.attach(
        Dht.dht22("", 0, Signal.steady(35.1), Signal.steady(65.2)), uno ? "5" : "D5", null);
    sensors.attach(
        PulseCounter.energy("", 1_000, 0, 0, Signal.steady(3_600), new SplittableRandom(1)),
        uno ? "2" : "D6",
        null);
    sensors.attach(
        new Bme280("", Signal.steady(1), Signal.steady(1), Signal.steady(900)), null, null);
    sensors.attach(
        new Ads1115("", Collections.nCopies(4, Signal.steady(1))), uno ? "3" : "D7", null);
    sensors.attach(
        new AnalogPin(
            "",
            AnalogPin.Input.NODEMCU,
            AnalogPin.Told.RAW,
            0,
            Signal.steady(1.6),
            new SplittableRandom(1)),
        "A0",
        null);
    board.spi().attach(uno ? 10 : 15, new Max31855Chip(Signal.steady(100.75), Signal.steady(25)));
    board.bus().listener((pin, drive, nanos) -> move(pin, drive + " " + nanos));
    PinPeripheral pins =
        new PinPeripheral(
            board, (pin, nanos, period, high) -> move(pin, "pulses " + period + " " + high));
    SketchSetup setup = new SketchSetup(PROGRAMS.get(names), folder, 1, 20_000, now -> now, false);
    firmware = new SketchFirmware(setup, List.of(pins));
    firmware.whenTold(told::add);
    chip =
        new Microcontroller(
            "board", 1, uno ? Chip.UNO : Chip.ESP8266, Quirks.NONE.withDriftPpm(40), firmware);
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
    world.runTo(3 * SECOND);
    assertTrue(heard.toString().endsWith("ready\r\n"), heard + " " + told);
  }

  private Line line() {
    return new Line(115_200, 16_384, world.chance());
  }

  private void move(int pin, String words) {
    if (pin == outPin) {
      moved.add(words);
    }
  }

  private String say(String command) {
    heard.setLength(0);
    cable.write((command + "\n").getBytes(ISO_8859_1), command.length() + 1);
    world.runTo(world.nowNanos() + 10 * SECOND);
    assertEquals(List.of(), told);
    return heard.toString().strip();
  }

  @AfterEach
  void end() {
    firmware.close();
  }

  @ParameterizedTest
  @EnumSource
  void aThermometerIsReadBitByBit(PinNames names) {
    begin(names);
    assertEquals("91 1 4B 46 7F FF C 10 70", say("thermometer"));
    assertEquals("there", say("pointer"));
    thermometer.inject(Fault.DISCONNECTED, world.nowNanos(), world.nowNanos() + 60 * SECOND);
    assertEquals("nobody", say("thermometer"));
    assertEquals("nobody", say("pointer"));
  }

  @Test
  void aResetLeavesWhatHangsOnThePinsAndAPowerCutReachesIt() {
    begin(PinNames.NODEMCU);
    assertEquals("91 1 4B 46 7F FF C 10 70", say("thermometer"));
    cable.pin(Board.RESET, 0);
    cable.pin(Board.RESET, 1);
    chip.deepSleep(SECOND, world.nowNanos());
    world.runTo(world.nowNanos() + 2 * SECOND);
    assertEquals("91 1 4B 46 7F FF C 10 70", say("scratchpad"), "what it converted before");
    assertEquals("2 140 1 95 238", say("dht"));
    cable.pin(Board.POWER, 0);
    world.runTo(world.nowNanos() + 10 * SECOND);
    cable.pin(Board.POWER, 1);
    world.runTo(world.nowNanos() + 500 * MILLI);
    assertEquals("0 0 0 0 0", say("dht"), "it needs a second after power-on");
    assertEquals("50 5 4B 46 7F FF C 10 1C", say("scratchpad"), "85 degrees");
    assertEquals("2 140 1 95 238", say("dht"));
  }

  /// Its loader takes longer than the sensor, whose time counts from its power.
  @Test
  void aBoardThatStartsSlowlyFindsItsSensorReady() {
    begin(PinNames.UNO);
    cable.pin(Board.POWER, 0);
    cable.pin(Board.POWER, 1);
    world.runTo(world.nowNanos() + 1_500 * MILLI);
    assertEquals("2 140 1 95 238", say("dht"));
  }

  @ParameterizedTest
  @EnumSource
  void aDhtsPulsesAreMeasured(PinNames names) {
    begin(names);
    assertEquals("2 140 1 95 238", say("dht"));
    assertEquals("2 140 1 95 238", say("dht"));
  }

  /// One pulse a second, at whole seconds of the world.
  @ParameterizedTest
  @EnumSource
  void anInterruptRunsAtItsEdge(PinNames names) {
    begin(names);
    String[] said = say("count").split(" ");
    assertTrue(said[0].equals("3") || said[0].equals("4"), said[0]);
    assertEquals(said[0], said[1], "none after it was detached");
    long sinceStart = Long.parseLong(said[2]);
    long worldMicros = world.nowNanos() / 1_000;
    long startMicros = worldMicros - Integer.toUnsignedLong(chip.clock().micros(world.nowNanos()));
    long late = Math.floorMod(sinceStart + startMicros, 1_000_000L);
    // the chip's clock is 40 millionths fast
    assertTrue(late < 700 || late > 999_300, "late by " + late);
    assertEquals(30_001, Long.parseLong(said[3]), 1);
  }

  @ParameterizedTest
  @EnumSource
  void whatComesWhileInterruptsAreHeldBackIsOneCall(PinNames names) {
    begin(names);
    assertEquals("0 1", say("held"));
  }

  @ParameterizedTest
  @EnumSource
  void busesCarryWholeTransactions(PinNames names) {
    begin(names);
    assertEquals("0 1 60 -1 2 0", say("wire"));
    assertEquals("64C 1900 FF", say("spi"));
    assertEquals(512, Integer.parseInt(say("analog")), 1);
  }

  @ParameterizedTest
  @EnumSource
  void aChipThatIsToldOnTheBusInterruptsByItsOtherPin(PinNames names) {
    begin(names);
    assertEquals("256", say("alert"));
  }

  @ParameterizedTest
  @EnumSource
  void whatTheSketchDoesIsSeenOutsideWithItsTime(PinNames names) {
    begin(names);
    moved.clear();
    assertEquals("101", say("outputs"));
    assertEquals("LOW", moved.get(0).split(" ")[0], "an output begins low");
    assertEquals("HIGH", moved.get(1).split(" ")[0]);
    assertEquals("LOW", moved.get(2).split(" ")[0]);
    assertEquals("FLOATING", moved.get(3).split(" ")[0], "first an input, then its resistor");
    assertEquals("PULLED_UP", moved.get(4).split(" ")[0]);
    long high = nanosOf(moved.get(2)) - nanosOf(moved.get(1));
    assertTrue(high > 0 && high < 20_000, "high for " + high);
    List<String> pulses = moved.stream().filter(each -> each.startsWith("pulses")).toList();
    assertTrue(pulses.contains("pulses 20000000 1472000"), pulses.toString());
    assertEquals("pulses 1000000 500000", pulses.get(pulses.size() - 2));
    assertEquals("pulses 0 0", pulses.getLast());
  }

  private static long nanosOf(String move) {
    return Long.parseLong(move.split(" ")[1]);
  }

  @Test
  void aResetLetsGoOfAllPins() {
    begin(PinNames.NODEMCU);
    say("outputs");
    moved.clear();
    cable.pin(Board.RESET, 0);
    world.runTo(world.nowNanos() + SECOND);
    assertEquals(1, moved.size(), moved.toString());
    assertEquals("FLOATING", moved.getFirst().split(" ")[0]);
    cable.pin(Board.RESET, 1);
    world.runTo(world.nowNanos() + SECOND);
    assertEquals("91 1 4B 46 7F FF C 10 70", say("thermometer"));
  }
}
