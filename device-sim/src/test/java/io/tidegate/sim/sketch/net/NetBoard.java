package io.tidegate.sim.sketch.net;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.arduino.Checkout;
import io.tidegate.sim.board.Board;
import io.tidegate.sim.board.Chip;
import io.tidegate.sim.board.Microcontroller;
import io.tidegate.sim.board.Quirks;
import io.tidegate.sim.board.ResetCause;
import io.tidegate.sim.line.Line;
import io.tidegate.sim.net.AccessPoint;
import io.tidegate.sim.net.Lan;
import io.tidegate.sim.net.Led;
import io.tidegate.sim.net.Station;
import io.tidegate.sim.net.Udp;
import io.tidegate.sim.sketch.SketchBuilds;
import io.tidegate.sim.sketch.SketchFirmware;
import io.tidegate.sim.sketch.SketchSetup;
import io.tidegate.sim.sketch.build.BuildOptions;
import io.tidegate.sim.sketch.build.Target;
import io.tidegate.sim.world.Cable;
import io.tidegate.sim.world.World;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// `NetDesk.ino`, or another, on a simulated ESP8266 in a garden with an access point, in virtual
/// time: it does what is typed.
final class NetBoard implements AutoCloseable {
  static final long MILLI = 1_000_000;
  static final long SECOND = 1_000 * MILLI;

  final World world = new World(1);
  final Lan lan = new Lan(world);
  final AccessPoint accessPoint =
      new AccessPoint("garden", "secret", new Led(lan, 1_883, "broker", 1_883));
  final List<String> told = new ArrayList<>();

  private final StringBuilder heard = new StringBuilder();
  private final SketchFirmware firmware;
  private final Microcontroller chip;
  private final Cable cable;

  NetBoard(Path program, Path flash) {
    SketchSetup setup =
        new SketchSetup(
            program,
            flash,
            1,
            SketchSetup.USUAL_PASS_NANOS,
            now -> Desk.UNIX_SECONDS * 1_000 + now / MILLI,
            false);
    SketchNet net = new SketchNet(new Station(world, List.of(accessPoint)), lan);
    firmware = new SketchFirmware(setup, List.of(net));
    firmware.whenTold(told::add);
    chip = new Microcontroller("desk", 1, Chip.ESP8266, Quirks.NONE, firmware);
    cable =
        new Cable(
            world,
            chip,
            new Line(115_200, 16_384, world.chance()),
            new Line(115_200, 16_384, world.chance()),
            (bytes, length) -> heard.append(new String(bytes, 0, length, ISO_8859_1)));
    firmware.whenWoken(cable::wake);
    cable.pin(Board.RESET, 1);
    cable.pin(Board.POWER, 1);
    runFor(SECOND);
  }

  /// Once for all tests.
  static Path build() throws Exception {
    return build("NetDesk");
  }

  static Path build(String name) throws Exception {
    Path sketch = Path.of(NetBoard.class.getResource(name + "/" + name + ".ino").toURI());
    Path libraries = Checkout.ROOT.resolve("device-sim/host-core/test/libraries");
    return SketchBuilds.shared()
        .build(
            sketch.getParent(), BuildOptions.of(Target.ESP8266).withLibraries(List.of(libraries)))
        .program();
  }

  @Override
  public void close() {
    firmware.close();
  }

  void runFor(long nanos) {
    world.runTo(world.nowNanos() + nanos);
  }

  void restart() {
    chip.reset(ResetCause.SOFTWARE_RESTART, world.nowNanos());
    cable.wake();
  }

  /// What it prints that begins with this, within a minute of the world's time.
  String await(String beginning) {
    long untilNanos = world.nowNanos() + 60 * SECOND;
    while (true) {
      for (int end = heard.indexOf("\n"); end >= 0; end = heard.indexOf("\n")) {
        String line = heard.substring(0, end).strip();
        heard.delete(0, end + 1);
        if (line.startsWith(beginning)) {
          return line;
        }
      }
      assertTrue(world.runNext(untilNanos), () -> "nothing with " + beginning + "; " + told);
    }
  }

  /// What is sent to this one, within a minute; the board may be some seconds ahead of the world.
  byte[] await(Udp peer) {
    long untilNanos = world.nowNanos() + 60 * SECOND;
    Udp.Datagram come = peer.next();
    while (come == null) {
      assertTrue(world.runNext(untilNanos), "no datagram");
      come = peer.next();
    }
    return come.bytes();
  }

  void type(String line) {
    heard.setLength(0);
    byte[] bytes = (line + "\n").getBytes(UTF_8);
    cable.write(bytes, bytes.length);
  }

  String say(String line) {
    type(line);
    return await(line.split(" ")[0]);
  }

  void join() {
    assertEquals("join 3", say("join secret"));
  }

  static long millis(String line) {
    return Long.parseLong(line.replaceAll(".* in (\\d+) ms", "$1"));
  }

  static void assertBetween(long least, long most, long got) {
    assertTrue(
        got >= least && got <= most, () -> "expected %d to %d, got %d".formatted(least, most, got));
  }
}
