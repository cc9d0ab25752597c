package io.tidegate.sim.board;

import io.tidegate.sim.setting.Named;
import java.util.List;

/// A kind of board, in the numbers in which one behaves unlike another. Their sources stand in
/// FACTS.md.
///
/// - `baud`: what the sketch gives to Serial.begin(); 0: its speed is not looked at
/// - `fifoBytes`, `bufferBytes`: what its serial input holds, in the hardware and in memory
/// - `dropsOldest`: whether a full buffer loses its oldest byte, or the one that comes
/// - `transmitBytes`: what it takes without waiting when the sketch prints
/// - `wiring`: how DTR and RTS reset it
/// - `resetOnOpen`: whether a program that opens its port resets it, as a rule
/// - `softwareWatchdogNanos`, `hardwareWatchdogNanos`: 0 where there is none
/// - `heapBytes`: free when the sketch begins
public record Chip(
    String wireName,
    int baud,
    int fifoBytes,
    int bufferBytes,
    boolean dropsOldest,
    int transmitBytes,
    Boot boot,
    Wiring wiring,
    boolean resetOnOpen,
    long softwareWatchdogNanos,
    long hardwareWatchdogNanos,
    int heapBytes)
    implements Named {

  private static final int BAUD = 115_200;

  /// An ESP8266 on a NodeMCU or a Wemos D1 mini.
  public static final Chip ESP8266 =
      new Chip(
          "esp8266",
          BAUD,
          128,
          255,
          true,
          128,
          new Boot.Rom(),
          Wiring.TWO_TRANSISTORS,
          true,
          3_200 * Boot.MILLI,
          8_200 * Boot.MILLI,
          50_000);

  /// An Arduino Uno: ATmega328P behind an ATmega16U2.
  public static final Chip UNO = avr("uno");

  /// An Arduino Nano with the newer loader: ATmega328P behind a CH340.
  public static final Chip NANO = avr("nano");

  /// Those that have a name.
  public static final List<Chip> ALL = List.of(ESP8266, UNO, NANO);

  /// No chip in particular: it says this text when it begins, and takes so many bytes.
  public static Chip plain(byte[] text, long bootNanos, int inputBytes) {
    return new Chip(
        "plain",
        0,
        0,
        inputBytes,
        false,
        Integer.MAX_VALUE,
        new Boot.Text(text, bootNanos),
        Wiring.NONE,
        false,
        0,
        0,
        Integer.MAX_VALUE);
  }

  /// As [#plain], and says nothing.
  public static Chip silent(int inputBytes) {
    return plain(new byte[0], Boot.MILLI, inputBytes);
  }

  /// The chip of this name; throws with the names there are.
  public static Chip of(String wireName) {
    return Named.find(ALL, wireName);
  }

  /// With a sketch that gives another speed to Serial.begin().
  public Chip withBaud(int wanted) {
    if (wanted < 300 || wanted > 4_000_000) {
      throw new IllegalArgumentException("expected 300 to 4000000 baud, got " + wanted);
    }
    return new Chip(
        wireName,
        wanted,
        fifoBytes,
        bufferBytes,
        dropsOldest,
        transmitBytes,
        boot,
        wiring,
        resetOnOpen,
        softwareWatchdogNanos,
        hardwareWatchdogNanos,
        heapBytes);
  }

  private static Chip avr(String wireName) {
    return new Chip(
        wireName, BAUD, 2, 63, false, 64, new Boot.Loader(), Wiring.CAPACITOR, true, 0, 0, 1_500);
  }
}
