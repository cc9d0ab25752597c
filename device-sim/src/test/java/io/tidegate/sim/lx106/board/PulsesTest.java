package io.tidegate.sim.lx106.board;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.board.Board;
import io.tidegate.sim.board.Identity;
import io.tidegate.sim.line.Line;
import io.tidegate.sim.lx106.Toolchain;
import io.tidegate.sim.lx106.chip.Flash;
import io.tidegate.sim.lx106.image.Image;
import io.tidegate.sim.lx106.net.Doors;
import io.tidegate.sim.pins.BoardPins;
import io.tidegate.sim.pins.PinNames;
import io.tidegate.sim.pins.SensorPins;
import io.tidegate.sim.sensor.Dht;
import io.tidegate.sim.signal.Signal;
import io.tidegate.sim.world.Cable;
import io.tidegate.sim.world.World;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A program that measures a sensor's pulses by counting, as libraries for it do.
@Tag("lx106")
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PulsesTest {
  private static final long SECOND = 1_000_000_000L;
  private static final int CYCLES_OF_MICRO = 80;

  /// What a loop that looks at a pin takes at most: so much later or sooner an edge is seen.
  private static final int LOOP_CYCLES = 60;

  private final World world = new World(1);
  private final StringBuilder heard = new StringBuilder();

  private void run(Image image, double degrees, double percent) {
    BoardPins pins = BoardPins.of(PinNames.NODEMCU);
    Dht sensor = Dht.dht22("", 2 * SECOND, Signal.steady(degrees), Signal.steady(percent));
    new SensorPins(pins).attach(sensor, "D2", null);
    EmulatedBoard board =
        new EmulatedBoard(
            image, Flash.erased(1 << 20), Identity.of("b", 1), 1, pins, null, Doors.NONE);
    Line out = new Line(115_200, 16_384, world.chance());
    Line in = new Line(115_200, 16_384, world.chance());
    Cable cable = new Cable(world, board, out, in, this::hear);
    cable.pin(Board.RESET, 1);
    cable.pin(Board.POWER, 1);
    world.runTo(6 * SECOND);
  }

  private void hear(byte[] bytes, int length) {
    heard.append(new String(bytes, 0, length, ISO_8859_1));
  }

  private static void near(int micros, List<Integer> cycles) {
    assertEquals(2, cycles.size());
    for (int each : cycles) {
      assertEquals(micros * CYCLES_OF_MICRO, each, LOOP_CYCLES, () -> micros + " us: " + cycles);
    }
  }

  @Test
  void pulsesAreAsLongAsTheSensorsAndItSaysNothingInItsFirstSecond(@TempDir Path folder)
      throws IOException {
    run(Image.of(Toolchain.bare(folder, "pulses")), -12.3, 65.4);
    String[] readings = heard.substring(heard.indexOf("asked")).split("asked [0-9a-f]+\n");
    assertEquals(4, readings.length, heard::toString);
    assertEquals("nothing\n", readings[1], "half a second after power came");
    for (int i = 2; i < 4; i++) {
      String reading = readings[i];
      // 654 and 123 tenths, the latter below 0, and their sum
      assertEquals(
          List.of(654 >> 8, 654 & 255, 0x80, 123, 2 + 142 + 128 + 123 & 255),
          numbers("byte", reading));
      near(50, numbers("low", reading));
      near(26, numbers("zero", reading));
      near(70, numbers("one", reading));
    }
    assertTrue(heard.toString().endsWith("over\n"), heard::toString);
  }

  private static List<Integer> numbers(String name, String text) {
    List<Integer> found = new ArrayList<>();
    text.lines()
        .filter(line -> line.startsWith(name + " "))
        .forEach(line -> found.add(Integer.parseInt(line.substring(name.length() + 1), 16)));
    return found;
  }
}
