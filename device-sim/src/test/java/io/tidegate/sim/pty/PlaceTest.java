package io.tidegate.sim.pty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.board.Board;
import io.tidegate.sim.board.Chip;
import io.tidegate.sim.board.Hang;
import io.tidegate.sim.board.Microcontroller;
import io.tidegate.sim.board.PlainFirmware;
import io.tidegate.sim.board.Quirks;
import io.tidegate.sim.board.ResetCause;
import io.tidegate.sim.line.LineFaults;
import io.tidegate.sim.line.LineFaults.Kind;
import io.tidegate.sim.model.Model;
import io.tidegate.sim.text.LineFormat;
import io.tidegate.sim.world.Cable;
import io.tidegate.sim.world.World;
import java.io.EOFException;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What can happen to a board and its cable while a program has its port open.
@Timeout(180)
class PlaceTest {
  private static final long PERIOD_NANOS = 10_000_000;
  private static final long LIMIT_NANOS = 60_000_000_000L;

  @TempDir Path folder;
  private final Rack rack = new Rack(new World(1));

  @AfterEach
  void stop() {
    rack.close();
  }

  private Microcontroller board(String name) {
    Model model = new Model(List.of(), PERIOD_NANOS, _ -> {});
    return new Microcontroller(
        name, 1, Chip.ESP8266, Quirks.NONE, new PlainFirmware(model, LineFormat.json(name)));
  }

  private PortPlan plan(String name) {
    return PortPlan.of(folder.resolve(name), Chip.ESP8266).withResetOnOpen(false);
  }

  private static String good(String name) {
    return "{\"device_id\":\"" + name + "\",\"n\":";
  }

  /// Reads until this has come; gives what came before it.
  private static String readTo(InputStream port, String wanted) throws IOException {
    StringBuilder read = new StringBuilder();
    while (read.indexOf(wanted) < 0) {
      read.append(next(port, () -> "'" + wanted + "' has not come, but " + read));
    }
    return read.substring(0, read.indexOf(wanted));
  }

  /// Reads until so many bytes in a row have held nothing that can be understood.
  private static void readNoise(InputStream port, int length) throws IOException {
    StringBuilder read = new StringBuilder();
    for (int noise = 0; noise < length; noise++) {
      read.append(next(port, () -> "there is no noise, but " + read));
      if (read.indexOf("device_id") >= 0) {
        read.setLength(0);
        noise = 0;
      }
    }
  }

  /// Without blocking for ever: a reader of a port cannot be interrupted.
  private static char next(InputStream port, Supplier<String> words) throws IOException {
    long endNanos = System.nanoTime() + LIMIT_NANOS;
    while (port.available() == 0) {
      assertTrue(System.nanoTime() < endNanos, words);
      Thread.onSpinWait();
    }
    int next = port.read();
    if (next < 0) {
      throw new EOFException("the port has gone");
    }
    return (char) next;
  }

  /// Whoever has a pulled port open reads its end, or an error.
  private static void assertEnds(InputStream port) {
    try {
      while (port.read() >= 0) {}
    } catch (IOException _) {
      // one of the two
    }
  }

  private static void speed(Path port, int baud) throws IOException, InterruptedException {
    Process stty =
        new ProcessBuilder("stty", "-F", port.toString(), Integer.toString(baud))
            .inheritIO()
            .start();
    assertTrue(stty.waitFor(60, TimeUnit.SECONDS));
    assertEquals(0, stty.exitValue());
  }

  @Test
  void aWrongSpeedIsNoiseAndTheRightOneIsUnderstoodAgain() throws Exception {
    Place place = rack.add(board("one"), plan("one"));
    try (InputStream port = new FileInputStream(place.path().toFile())) {
      readTo(port, good("one"));
      assertEquals(115_200, rack.ask(place.pty()::baud), "no program has set a speed");
      speed(place.path(), 57_600);
      readNoise(port, 500);
      speed(place.path(), 115_200);
      readTo(port, good("one"));
    }
  }

  @Test
  void withoutRegardToSpeedsAWrongOneDoesNoHarm() throws Exception {
    Place place = rack.add(board("one"), plan("one").withSpeedHeeded(false));
    try (InputStream port = new FileInputStream(place.path().toFile())) {
      speed(place.path(), 9_600);
      readTo(port, good("one"));
      readTo(port, good("one"));
    }
  }

  @Test
  void aCablePluggedInElsewhereIsUnderAnotherPath() throws IOException {
    Place place = rack.add(board("one"), plan("ttyUSB0"));
    try (InputStream port = new FileInputStream(place.path().toFile())) {
      readTo(port, good("one"));
      place.replug(folder.resolve("ttyUSB1"));
      assertEnds(port);
    }
    assertFalse(Files.exists(folder.resolve("ttyUSB0")));
    assertEquals(folder.resolve("ttyUSB1"), place.path());
    try (InputStream port = new FileInputStream(place.path().toFile())) {
      readTo(port, good("one"));
    }
  }

  @Test
  void aCablePluggedInAnewIsAnotherDeviceBehindItsLink() throws IOException {
    Place place = rack.add(board("one"), plan("one"));
    try (InputStream port = new FileInputStream(place.path().toFile())) {
      readTo(port, good("one"));
      Path device = place.path().toRealPath();
      place.replug(place.path());
      assertNotEquals(device, place.path().toRealPath(), "the old one is still open");
      assertEnds(port);
    }
    try (InputStream port = new FileInputStream(place.path().toFile())) {
      readTo(port, good("one"));
    }
  }

  @Test
  void aPulledCableIsUnderItsNewPathWhenItIsPluggedIn() throws IOException {
    Place place = rack.add(board("one"), plan("ttyUSB0"));
    Place other = rack.add(board("other"), plan("ttyUSB1"));
    place.unplug();
    Place.swap(place, other);
    assertFalse(place.isPlugged());
    assertFalse(Files.exists(folder.resolve("ttyUSB1")));
    place.plug();
    try (InputStream port = new FileInputStream(folder.resolve("ttyUSB1").toFile())) {
      readTo(port, good("one"));
    }
  }

  @Test
  void twoCablesThatNothingTellsApartAreSwapped() throws IOException {
    Place one = rack.add(board("one"), plan("ttyUSB0"));
    Place other = rack.add(board("other"), plan("ttyUSB1"));
    Place.swap(one, other);
    try (InputStream port = new FileInputStream(folder.resolve("ttyUSB0").toFile())) {
      readTo(port, good("other"));
    }
    try (InputStream port = new FileInputStream(folder.resolve("ttyUSB1").toFile())) {
      readTo(port, good("one"));
    }
    assertEquals(folder.resolve("ttyUSB1"), one.path());
    try (Rack another = new Rack(new World(2))) {
      Place far = another.add(board("far"), plan("ttyUSB2"));
      assertThrows(IllegalArgumentException.class, () -> Place.swap(one, far));
    }
  }

  /// An adapter holds 16 KiB.
  @Test
  void whatTheAdapterDoesNotHoldIsCountedAsLost() throws IOException {
    Board flood =
        new Board() {
          private int left = 20_000;

          @Override
          public void receive(byte[] bytes, int length, long nowNanos) {}

          @Override
          public void pin(int pin, int level, long nowNanos) {}

          @Override
          public long run(long nowNanos, Outside out) {
            out.transmit(new byte[left], left);
            left = 0;
            return Long.MAX_VALUE;
          }
        };
    Place place = rack.add(flood, PortPlan.of(folder.resolve("one")).withBaud(4_000_000));
    long endNanos = System.nanoTime() + LIMIT_NANOS;
    while (place.unheardBytes() < 16_384) {
      assertTrue(System.nanoTime() < endNanos, () -> "unheard: " + place.unheardBytes());
      Thread.onSpinWait();
    }
    assertEquals(3_616, place.lostBytes());
  }

  @Test
  void faultsOfTheLineAndTheBoardHappenWhenAskedFor() throws IOException {
    Microcontroller board = board("one");
    Place place = rack.add(board, plan("one"));
    try (InputStream port = new FileInputStream(place.path().toFile())) {
      readTo(port, good("one"));
      readTo(port, "\r\n");
      place.inject(Cable.Way.UP, Kind.DROP, 4);
      int whole = 0;
      while (readTo(port, "\r\n").matches("\\{\"device_id\":\"one\",\"n\":\\d+}")) {
        assertTrue(++whole < 1_000, "no line is broken");
      }
      place.act(now -> board.reset(ResetCause.SOFTWARE_RESTART, now));
      readTo(port, "rst cause:2, boot mode:(3,");
      readTo(port, good("one"));
      place.act(now -> board.hang(Hang.BUSY, now));
      readTo(port, "\r\nSoft WDT reset\r\n");
      readTo(port, good("one"));
      place.wrongBaud(230_400);
      readNoise(port, 500);
      place.wrongBaud(0);
      readTo(port, good("one"));
      place.faults(LineFaults.all(50));
      readTo(port, "\r\n");
      place.faults(LineFaults.NONE);
      readTo(port, good("one"));
    }
  }
}
