package io.tidegate.sim.lx106.radio;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.board.Board;
import io.tidegate.sim.board.Identity;
import io.tidegate.sim.line.Line;
import io.tidegate.sim.lx106.board.EmulatedBoard;
import io.tidegate.sim.lx106.chip.Flash;
import io.tidegate.sim.lx106.image.Image;
import io.tidegate.sim.lx106.net.Doors;
import io.tidegate.sim.net.AccessPoint;
import io.tidegate.sim.net.Lan;
import io.tidegate.sim.net.Station;
import io.tidegate.sim.pins.BoardPins;
import io.tidegate.sim.pins.PinNames;
import io.tidegate.sim.world.Cable;
import io.tidegate.sim.world.World;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A program that restarts into another one, which came into the flash beside it.
@Tag("lx106")
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class UpdateTest {
  private static final long MILLI = 1_000_000;
  private static final int BESIDE = 0x80000;
  private static Image first;
  private static Image second;

  private final World world = new World(3);
  private final AccessPoint lab = new AccessPoint("lab", "secret", new Lan(world));
  private final Station station = new Station(world, List.of(lab));
  private final Flash flash = first.freshFlash();
  private final StringBuilder heard = new StringBuilder();
  private final List<String> told = new ArrayList<>();
  private Cable cable;
  private int read;

  @BeforeAll
  static void compile(@TempDir Path folder) throws IOException {
    first = SdkGuest.build(folder);
    second = Image.of(SdkGuest.link(folder, "-DCALLED=\" again\""));
  }

  private void plugIn(Image... known) {
    EmulatedBoard board =
        new EmulatedBoard(
            List.of(known),
            flash,
            Identity.of("board", 1),
            1,
            BoardPins.of(PinNames.NODEMCU),
            station,
            Doors.NONE);
    board.whenTold(told::add);
    cable = new Cable(world, board, line(), line(), new Ear());
    board.whenWoken(cable::wake);
    cable.pin(Board.RESET, 1);
    cable.pin(Board.POWER, 1);
  }

  private Line line() {
    return new Line(115_200, 65_536, world.chance());
  }

  /// As if it had come over the network.
  private void bring(Image update) {
    byte[] file = new byte[update.flashBytes()];
    update.freshFlash().read(0, file);
    ByteBuffer length = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
    flash.program(BESIDE - 4, length.putInt(file.length).array());
    flash.program(BESIDE, file);
  }

  private void says(String words) {
    long end = world.nowNanos() + 30_000 * MILLI;
    while (heard.indexOf(words, read) < 0 && world.nowNanos() < end) {
      world.runTo(world.nowNanos() + 100 * MILLI);
    }
    int at = heard.indexOf(words, read);
    assertTrue(at >= 0, () -> "no \"" + words + "\" in " + heard.substring(read) + told);
    read = at + words.length();
  }

  private void type(String letters) {
    byte[] bytes = letters.getBytes(ISO_8859_1);
    cable.write(bytes, bytes.length);
  }

  @Test
  void aProgramWhoseNamesAreKnownHasItsWifiAfterTheRestart() {
    bring(second);
    plugIn(first, second);
    says("begun\r\n");
    says("IP 192.168.1.");
    type("u");
    says("@cp:B0\r\nld\r\n");
    says("begun again");
    says("IP 192.168.1.");
    cable.pin(Board.POWER, 0);
    world.runTo(world.nowNanos() + 10 * MILLI);
    cable.pin(Board.POWER, 1);
    says("~ld\r\nbegun again");
    says("EV connected");
    assertTrue(told.stream().anyMatch(each -> each.startsWith("update: ")), told::toString);
    assertTrue(told.stream().noneMatch(each -> each.contains("lacks")), told::toString);
  }

  @Test
  void anUpdateWithTheSameProgramNeedsNothing() {
    bring(first);
    plugIn(first);
    says("IP 192.168.1.");
    type("u");
    says("@cp:B0\r\nld\r\nbegun");
    says("IP 192.168.1.");
    assertTrue(first.isIn(flash));
  }

  @Test
  void oneThatNobodyKnowsBeginsWithoutWifiAndThatIsSaid() {
    bring(second);
    plugIn(first);
    says("IP 192.168.1.");
    type("u");
    says("begun again");
    world.runTo(world.nowNanos() + 20_000 * MILLI);
    assertEquals(-1, heard.indexOf("EV connected", read));
    String all = String.join("\n", told);
    assertTrue(all.contains("is none that was given"), all);
    assertTrue(all.contains("--update FILE"), all);
    assertTrue(all.contains("no WiFi for this program"), all);
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
