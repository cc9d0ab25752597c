package io.tidegate.sim.lx106.radio;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.board.Board;
import io.tidegate.sim.board.Identity;
import io.tidegate.sim.line.Line;
import io.tidegate.sim.lx106.board.EmulatedBoard;
import io.tidegate.sim.lx106.chip.Flash;
import io.tidegate.sim.lx106.net.Doors;
import io.tidegate.sim.net.AccessPoint;
import io.tidegate.sim.net.Lan;
import io.tidegate.sim.net.Station;
import io.tidegate.sim.pins.BoardPins;
import io.tidegate.sim.pins.PinNames;
import io.tidegate.sim.world.Cable;
import io.tidegate.sim.world.World;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A board whose image has an SDK, among others in a world.
@Tag("lx106")
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WifiBoardTest {
  private static final long MILLI = 1_000_000;

  @TempDir Path folder;

  private final World world = new World(3);
  private final StringBuilder heard = new StringBuilder();
  private int read;

  @Test
  void itGetsItsAddressFromTheNetworkAgainAfterLoss() throws IOException {
    AccessPoint lab = new AccessPoint("lab", "secret", new Lan(world));
    Station station = new Station(world, List.of(lab));
    EmulatedBoard board =
        new EmulatedBoard(
            SdkGuest.build(folder),
            Flash.erased(1 << 20),
            Identity.of("board", 1),
            1,
            BoardPins.of(PinNames.NODEMCU),
            station,
            Doors.NONE);
    Cable cable = new Cable(world, board, line(), line(), new Ear());
    board.whenWoken(cable::wake);
    cable.pin(Board.RESET, 1);
    cable.pin(Board.POWER, 1);
    says("EV connected");
    says("IP 192.168.1.2");
    lab.on(false);
    says("EV disconnected 200");
    lab.on(true);
    says("IP 192.168.1.");
    cable.pin(Board.POWER, 0);
    world.runTo(world.nowNanos() + 10 * MILLI);
    assertEquals("", station.address(), "nobody is there");
  }

  private void says(String words) {
    long end = world.nowNanos() + 20_000 * MILLI;
    while (heard.indexOf(words, read) < 0 && world.nowNanos() < end) {
      world.runTo(world.nowNanos() + 100 * MILLI);
    }
    int at = heard.indexOf(words, read);
    assertTrue(at >= 0, () -> "no \"" + words + "\" in " + heard.substring(read));
    read = at + words.length();
  }

  private Line line() {
    return new Line(115_200, 65_536, world.chance());
  }

  private final class Ear implements Cable.Port {
    @Override
    public void arrived(byte[] bytes, int length) {
      heard.append(new String(bytes, 0, length, ISO_8859_1));
    }

    @Override
    public void cut() {}
  }
}
