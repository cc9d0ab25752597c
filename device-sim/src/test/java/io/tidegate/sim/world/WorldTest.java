package io.tidegate.sim.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.bridge.CommandCode;
import io.tidegate.bridge.Direction;
import io.tidegate.bridge.Frame;
import io.tidegate.bridge.FrameEncoder;
import io.tidegate.bridge.LineDecoder;
import io.tidegate.bridge.WireFault;
import io.tidegate.bridge.link.CommandHandler;
import io.tidegate.bridge.link.LinkSettings;
import io.tidegate.sim.board.Board;
import io.tidegate.sim.board.Chip;
import io.tidegate.sim.board.LinkFirmware;
import io.tidegate.sim.board.Microcontroller;
import io.tidegate.sim.board.PlainFirmware;
import io.tidegate.sim.board.Quirks;
import io.tidegate.sim.line.Line;
import io.tidegate.sim.line.LineFaults;
import io.tidegate.sim.model.Model;
import io.tidegate.sim.sensor.Gauge;
import io.tidegate.sim.signal.Signal;
import io.tidegate.sim.text.LineFormat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorldTest {
  private static final long SECOND = 1_000_000_000L;
  private static final String S = "sessionA";

  private final World world = new World(5);
  private final StringBuilder heard = new StringBuilder();

  private Model model() {
    return new Model(
        List.of(Gauge.of("temperature", 2, Signal.sine(20, 5, 60 * SECOND))), SECOND, _ -> {});
  }

  private Line line() {
    return new Line(115_200, 4_096, world.chance());
  }

  private Cable plug(Microcontroller board, Cable.Port port) {
    Cable cable = new Cable(world, board, line(), line(), port);
    cable.pin(Board.POWER, 1);
    return cable;
  }

  private void hear(byte[] bytes, int length) {
    heard.append(new String(bytes, 0, length, StandardCharsets.ISO_8859_1));
  }

  @Test
  void aPlainBoardPrintsItsBootTextAndThenALineASecond() {
    byte[] text = "boot mode:(3,7)\n".getBytes(StandardCharsets.US_ASCII);
    Microcontroller board =
        new Microcontroller(
            Chip.plain(text, SECOND / 5, 64), new PlainFirmware(model(), LineFormat.plotter()));
    Cable cable = plug(board, this::hear);
    world.runTo(4 * SECOND);
    assertTrue(
        heard.toString().startsWith("boot mode:(3,7)\nn:1,temperature:20.63\r\nn:2,"),
        heard::toString);
    heard.setLength(0);
    cable.pin(Board.RESET, 0);
    cable.pin(Board.RESET, 1);
    world.runTo(6 * SECOND);
    assertTrue(heard.toString().startsWith("boot mode:(3,7)\nn:4,"), heard::toString);
  }

  @Test
  void aBoardWhoseClockIsFastMeasuresMoreOften() {
    Model model = model();
    Microcontroller board =
        new Microcontroller(
            "fast",
            1,
            Chip.silent(64),
            Quirks.NONE.withDriftPpm(10_000),
            new PlainFirmware(model, LineFormat.plotter()));
    plug(board, this::hear);
    world.runTo(1_000 * SECOND);
    assertEquals(1_009, model.measured());
  }

  @Test
  void theSameSeedGivesTheSameHistory() {
    assertEquals(history(11), history(11));
    assertTrue(!history(11).equals(history(12)));
  }

  private static String history(long seed) {
    WorldTest test = new WorldTest();
    World world = new World(seed);
    StringBuilder history = new StringBuilder();
    for (int i = 0; i < 3; i++) {
      Model model =
          new Model(
              List.of(Gauge.of("t", 3, Signal.walk(20, 1, SECOND / 3, 0, 40, world.chance()))),
              SECOND / 3,
              _ -> {});
      Microcontroller board =
          new Microcontroller(Chip.silent(64), new PlainFirmware(model, LineFormat.json()));
      Line up = new Line(9_600, 500, world.chance());
      up.faults(LineFaults.all(200));
      Cable cable =
          new Cable(
              world,
              board,
              up,
              test.line(),
              (bytes, length) ->
                  history
                      .append(world.nowNanos())
                      .append(new String(bytes, 0, length, StandardCharsets.ISO_8859_1)));
      cable.pin(Board.POWER, 1);
    }
    world.runTo(30 * SECOND);
    return history.toString();
  }

  /// The smallest gateway there can be: welcomes, and acknowledges what comes in order.
  private static final class Gateway implements Cable.Port, LineDecoder.Sink {
    final LineDecoder lines = new LineDecoder(1_024, Direction.UP);
    final List<String> taken = new ArrayList<>();
    Cable cable;
    long heard;

    @Override
    public void arrived(byte[] bytes, int length) {
      lines.feed(bytes, 0, length, this);
    }

    @Override
    public void frame(Frame frame) {
      switch (frame) {
        case Frame.Hello hello -> write(new Frame.Welcome(hello.nonce(), S));
        case Frame.Reading reading when reading.seq() <= heard + 1 -> {
          if (reading.seq() == heard + 1) {
            taken.add(reading.json());
            heard++;
          }
          write(new Frame.Ack(S, heard));
        }
        default -> {}
      }
    }

    private void write(Frame frame) {
      byte[] line = FrameEncoder.encode(frame);
      cable.write(line, line.length);
    }

    @Override
    public void text(byte[] buffer, int offset, int length) {}

    @Override
    public void fault(WireFault fault) {}
  }

  private static LinkFirmware linked(List<String> measured) {
    return new LinkFirmware(
        LinkSettings.of("esp", 200),
        new Model(List.of(), SECOND, each -> measured.add(each.json())),
        (_, _) -> new CommandHandler.Answer(CommandCode.OK, ""));
  }

  @Test
  void aLinkBoardDeliversEverythingOverABadLineInOrder() {
    Gateway gateway = new Gateway();
    List<String> measured = new ArrayList<>();
    LinkFirmware firmware = linked(measured);
    Line up = line();
    Line down = line();
    gateway.cable =
        new Cable(world, new Microcontroller(Chip.silent(256), firmware), up, down, gateway);
    up.faults(LineFaults.all(300));
    down.faults(LineFaults.all(300));
    gateway.cable.pin(Board.POWER, 1);
    world.runTo(300 * SECOND);
    up.faults(LineFaults.NONE);
    down.faults(LineFaults.NONE);
    world.runTo(420 * SECOND + SECOND / 2);
    assertEquals(420, measured.size());
    assertEquals(measured, gateway.taken);
    assertEquals(firmware.link().next(), firmware.link().base(), "its ring is empty");
  }

  /// millis() wraps after 100 of the 200 seconds.
  @Test
  void aLinkBoardDeliversEverythingWhileMillisWraps() {
    Gateway gateway = new Gateway();
    List<String> measured = new ArrayList<>();
    LinkFirmware firmware = linked(measured);
    Quirks old = Quirks.NONE.withStartMillis((1L << 32) - 100_000);
    Microcontroller board = new Microcontroller("esp", 1, Chip.ESP8266, old, firmware);
    gateway.cable = plug(board, gateway);
    world.runTo(200 * SECOND);
    assertEquals(99_700, board.clock().millis(world.nowNanos()));
    assertEquals(199, measured.size());
    assertEquals(measured, gateway.taken);
  }

  @Test
  void actorsAreWokenEarlierButNeverTwice() {
    List<Long> acted = new ArrayList<>();
    World.Turn turn =
        world.add(
            now -> {
              acted.add(now);
              return now + 100;
            });
    world.at(50, () -> turn.wake(60));
    world.runTo(300);
    assertEquals(List.of(0L, 60L, 160L, 260L), acted);
    assertEquals(360, world.dueNanos());
  }
}
