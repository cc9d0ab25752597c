package io.tidegate.sim.lx106.board;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.tidegate.sim.board.Board;
import io.tidegate.sim.board.Identity;
import io.tidegate.sim.line.Line;
import io.tidegate.sim.lx106.chip.Flash;
import io.tidegate.sim.lx106.image.Image;
import io.tidegate.sim.lx106.net.Doors;
import io.tidegate.sim.lx106.radio.SdkGuest;
import io.tidegate.sim.net.AccessPoint;
import io.tidegate.sim.net.Lan;
import io.tidegate.sim.net.Station;
import io.tidegate.sim.net.Udp;
import io.tidegate.sim.pins.BoardPins;
import io.tidegate.sim.pins.PinNames;
import io.tidegate.sim.world.Cable;
import io.tidegate.sim.world.World;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A board that opens a network of its own, and somebody outside who knocks at its door there.
@Tag("lx106")
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OwnNetworkBoardTest {
  private static final long SECOND = 1_000_000_000L;
  private static final int ECHO = 7;

  private final World world = new World(3);
  private final Lan lan = new Lan(world);
  private final Udp outside = lan.udp("10.0.0.9", 5_000, () -> {});

  private void seconds(int count) {
    world.runTo(world.nowNanos() + count * SECOND);
  }

  private Udp.Datagram echo(int number) {
    outside.send("192.168.4.1", ECHO, new byte[] {(byte) number});
    seconds(1);
    return outside.next();
  }

  @Test
  void aDoorOfItLeadsIntoItsNetworkWhileThatIsOpen(@TempDir Path folder) throws Exception {
    AccessPoint lab = new AccessPoint("lab", "secret", lan);
    EmulatedBoard board =
        new EmulatedBoard(
            Image.of(SdkGuest.link(folder)),
            Flash.erased(1 << 20),
            Identity.of("board", 1),
            1,
            BoardPins.of(PinNames.NODEMCU),
            new Station(world, List.of(lab)),
            new Doors(Set.of(), Set.of(ECHO), 0).outside(lan));
    Cable cable = new Cable(world, board, line(), line(), new Deaf());
    board.whenWoken(cable::wake);
    cable.pin(Board.RESET, 1);
    cable.pin(Board.POWER, 1);
    seconds(1);
    assertNull(echo(1), "it has opened nothing yet");
    type(cable, "a");
    seconds(3);
    Udp.Datagram back = echo(2);
    assertNotNull(back);
    assertArrayEquals(new byte[] {2}, back.bytes());
    assertEquals("192.168.4.1", back.fromHost());
    cable.pin(Board.POWER, 0);
    seconds(1);
    assertNull(echo(3), "it has no power");
    cable.pin(Board.POWER, 1);
    seconds(1);
    type(cable, "a");
    seconds(3);
    assertNotNull(echo(4));
  }

  private static void type(Cable cable, String letters) {
    cable.write(letters.getBytes(ISO_8859_1), letters.length());
  }

  private Line line() {
    return new Line(115_200, 65_536, world.chance());
  }

  private static final class Deaf implements Cable.Port {
    @Override
    public void arrived(byte[] bytes, int length) {}

    @Override
    public void cut() {}
  }
}
