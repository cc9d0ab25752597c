package io.tidegate.sim.world;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.board.Board;
import io.tidegate.sim.board.Chip;
import io.tidegate.sim.board.Firmware;
import io.tidegate.sim.board.Microcontroller;
import io.tidegate.sim.board.Quirks;
import io.tidegate.sim.board.ResetCause;
import io.tidegate.sim.line.Line;
import io.tidegate.sim.line.LineFaults.Kind;
import io.tidegate.sim.line.Uart;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A chip on a cable whose port has a speed of its own.
class CableTest {
  private static final long SECOND = 1_000_000_000L;

  /// Says a line each second and keeps what it hears.
  private static final class Echo implements Firmware {
    final ByteArrayOutputStream heard = new ByteArrayOutputStream();
    private long dueNanos;
    private int looks;

    @Override
    public void start(long nowNanos, Board.Outside out) {
      dueNanos = nowNanos + SECOND;
    }

    @Override
    public void losePower() {}

    @Override
    public long loop(byte[] bytes, int length, long nowNanos, Board.Outside out) {
      heard.write(bytes, 0, length);
      looks++;
      if (nowNanos >= dueNanos) {
        dueNanos += SECOND;
        out.transmit("hello\r\n".getBytes(US_ASCII), 7);
      }
      return dueNanos;
    }
  }

  private final class Port implements Cable.Port {
    int baud = 115_200;
    int cuts;

    @Override
    public void arrived(byte[] bytes, int length) {
      heard.write(bytes, 0, length);
    }

    @Override
    public int baud() {
      return baud;
    }

    @Override
    public void cut() {
      cuts++;
    }
  }

  private final World world = new World(5);
  private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
  private final Echo echo = new Echo();
  private final Port port = new Port();
  private final Microcontroller chip =
      new Microcontroller("esp", 1, Chip.ESP8266, Quirks.NONE, echo);
  private final Cable cable = new Cable(world, chip, line(), line(), port);

  private Line line() {
    return new Line(115_200, 16_384, world.chance());
  }

  private String heard(long untilNanos) {
    heard.reset();
    world.runTo(untilNanos);
    return heard.toString(ISO_8859_1);
  }

  @Test
  void atTheSketchesSpeedTheRomsTextIsNoiseAndAtItsOwnTheSketchIs() {
    cable.pin(Board.POWER, 1);
    String text = heard(2 * SECOND);
    assertFalse(text.contains("rst cause"));
    assertTrue(text.endsWith("hello\r\n"), text);
    port.baud = 74_880;
    cable.pin(Board.RESET, 0);
    cable.pin(Board.RESET, 1);
    text = heard(4 * SECOND);
    assertTrue(text.contains("\r\n ets Jan  8 2013,rst cause:2, boot mode:(3,"), text);
    assertFalse(text.contains("hello"));
    assertTrue(text.length() > text.lastIndexOf("~ld\r\n") + 5, "noise");
  }

  @Test
  void aPortWithoutASpeedUnderstandsEverything() {
    port.baud = 0;
    cable.pin(Board.POWER, 1);
    String text = heard(2 * SECOND);
    assertTrue(text.contains("rst cause:1") && text.endsWith("hello\r\n"), text);
  }

  /// The bytes are those of the model when this was written, and have been compared with a real
  /// capture (UartTest); a change of one of them is a change of the model.
  @Test
  void eachStartIsHeardAt115200AsItWasWhenThisWasWritten() throws IOException {
    List<String> lines = new ArrayList<>();
    cable.pin(Board.POWER, 1);
    lines.add(ResetCause.POWER_ON.wireName() + " " + hex(heard(SECOND)));
    for (ResetCause cause :
        List.of(
            ResetCause.EXTERNAL,
            ResetCause.DEEP_SLEEP_WAKE,
            ResetCause.HARDWARE_WATCHDOG,
            ResetCause.SOFTWARE_RESTART)) {
      world.runTo(world.nowNanos() + 10 * SECOND);
      echo.dueNanos = Long.MAX_VALUE;
      chip.reset(cause, world.nowNanos());
      cable.wake();
      lines.add(cause.wireName() + " " + hex(heard(world.nowNanos() + 1_900_000_000L)));
    }
    try (InputStream golden = getClass().getResourceAsStream("esp8266-starts-at-115200.hex")) {
      String wanted = new String(golden.readAllBytes(), US_ASCII);
      assertEquals(wanted, String.join("\n", lines) + "\n");
    }
  }

  private static String hex(String bytes) {
    return HexFormat.of().formatHex(bytes.getBytes(ISO_8859_1));
  }

  @Test
  void bytesToTheBoardAreNoiseToItAtAnotherSpeed() {
    cable.pin(Board.POWER, 1);
    world.runTo(SECOND);
    byte[] words = "relay on\n".getBytes(US_ASCII);
    cable.write(words, words.length);
    world.runTo(world.nowNanos() + SECOND / 100);
    assertEquals("relay on\n", echo.heard.toString(US_ASCII));
    echo.heard.reset();
    port.baud = 57_600;
    cable.write(words, words.length);
    world.runTo(world.nowNanos() + SECOND / 100);
    assertEquals(
        new String(Uart.garbled(words, 57_600, 115_200), ISO_8859_1),
        echo.heard.toString(ISO_8859_1));
  }

  @Test
  void aWrongBaudIsAFaultThatHeals() {
    cable.pin(Board.POWER, 1);
    world.runTo(SECOND);
    cable.wrongBaud(230_400);
    assertEquals(
        new String(Uart.garbled("hello\r\n".getBytes(US_ASCII), 115_200, 230_400), ISO_8859_1),
        heard(2 * SECOND));
    cable.wrongBaud(0);
    assertEquals("hello\r\n", heard(3 * SECOND));
  }

  @Test
  void faultsAskedForHappenOnTheWayThatIsMeant() {
    cable.pin(Board.POWER, 1);
    world.runTo(SECOND);
    cable.inject(Cable.Way.UP, Kind.DROP, 2);
    assertEquals("llo\r\n", heard(2 * SECOND));
    cable.inject(Cable.Way.DOWN, Kind.NOISE, 30);
    assertEquals("hello\r\n", heard(3 * SECOND));
    assertEquals(30, echo.heard.size());
    cable.inject(Cable.Way.UP, Kind.NOISE, 200);
    assertEquals(200 + 7, heard(4 * SECOND).length());
  }

  @Test
  void aResetInTheMiddleOfALineCutsItAndThePortIsTold() {
    cable.pin(Board.POWER, 1);
    world.runTo(SECOND + 300_000_000L);
    heard.reset();
    world.runTo(world.nowNanos() + 200_000L);
    int cuts = port.cuts;
    cable.pin(Board.RESET, 0);
    world.runTo(world.nowNanos() + SECOND);
    assertEquals(cuts + 1, port.cuts);
    assertTrue(heard.size() < 7, heard::toString);
  }

  @Test
  void aBoardThatIsWokenLooksAtOnce() {
    cable.pin(Board.POWER, 1);
    world.runTo(SECOND / 2);
    int looks = echo.looks;
    cable.wake();
    world.runTo(SECOND / 2);
    assertEquals(looks + 1, echo.looks);
  }
}
