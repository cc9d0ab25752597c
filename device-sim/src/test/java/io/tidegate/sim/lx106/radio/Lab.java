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
import io.tidegate.sim.net.Network;
import io.tidegate.sim.net.Station;
import io.tidegate.sim.pins.BoardPins;
import io.tidegate.sim.pins.PinNames;
import io.tidegate.sim.world.Cable;
import io.tidegate.sim.world.World;
import java.util.ArrayList;
import java.util.List;

/// Boards with the SDK in small (src/test/lx106/sdk) in one access point.
final class Lab {
  static final long MILLI = 1_000_000;
  static final long SECOND = 1_000 * MILLI;

  final World world;
  final Lan lan;
  final AccessPoint lab;
  private final Image image;

  Lab(Image image, long seed) {
    this(image, new World(seed));
  }

  private Lab(Image image, World world) {
    this(image, world, new Lan(world));
  }

  private Lab(Image image, World world, Lan lan) {
    this(image, world, lan, lan);
  }

  /// Behind the access point is another network than `lan`.
  Lab(Image image, World world, Lan lan, Network uplink) {
    this.image = image;
    this.world = world;
    this.lan = lan;
    lab = new AccessPoint("lab", "secret", uplink);
  }

  void runFor(long nanos) {
    world.runTo(world.nowNanos() + nanos);
  }

  Guest board(int number, Doors doors) {
    return new Guest(number, doors);
  }

  /// One board, with what it prints and tells.
  final class Guest implements Cable.Port {
    final Station station = new Station(world, List.of(lab));
    final List<String> told = new ArrayList<>();
    final EmulatedBoard board;
    final Cable cable;
    private final StringBuilder heard = new StringBuilder();
    private int read;

    private Guest(int number, Doors doors) {
      board =
          new EmulatedBoard(
              image,
              Flash.erased(1 << 20),
              Identity.of("board" + number, number),
              number,
              BoardPins.of(PinNames.NODEMCU),
              station,
              doors);
      board.whenTold(told::add);
      cable = new Cable(world, board, line(), line(), this);
      board.whenWoken(cable::wake);
      cable.pin(Board.RESET, 1);
      cable.pin(Board.POWER, 1);
    }

    private Line line() {
      return new Line(115_200, 65_536, world.chance());
    }

    void type(String letters) {
      byte[] bytes = letters.getBytes(ISO_8859_1);
      cable.write(bytes, bytes.length);
    }

    /// Within so many seconds, after what was said when it was last asked.
    void says(String words, int seconds) {
      long end = world.nowNanos() + seconds * SECOND;
      while (heard.indexOf(words, read) < 0 && world.nowNanos() < end) {
        runFor(20 * MILLI);
      }
      int at = heard.indexOf(words, read);
      assertTrue(at >= 0, () -> "no \"" + words + "\" in " + heard.substring(read));
      read = at + words.length();
    }

    void says(String words) {
      says(words, 30);
    }

    /// Lets time pass in which it does not say this.
    void saysNothingOf(String words, int seconds) {
      runFor(seconds * SECOND);
      assertEquals(-1, heard.indexOf(words, read), () -> heard.substring(read));
    }

    String heard() {
      return heard.toString();
    }

    void isWell() {
      assertEquals(-1, heard.indexOf("ABORT"), heard::toString);
    }

    @Override
    public void arrived(byte[] bytes, int length) {
      heard.append(new String(bytes, 0, length, ISO_8859_1));
    }

    @Override
    public void cut() {}
  }
}
