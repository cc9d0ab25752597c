package io.tidegate.sim.pty;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.bridge.CommandCode;
import io.tidegate.bridge.Frame;
import io.tidegate.bridge.FrameEncoder;
import io.tidegate.bridge.link.Channel;
import io.tidegate.bridge.link.CommandHandler;
import io.tidegate.bridge.link.LinkSettings;
import io.tidegate.sim.board.Chip;
import io.tidegate.sim.board.Firmware;
import io.tidegate.sim.board.LinkFirmware;
import io.tidegate.sim.board.Microcontroller;
import io.tidegate.sim.board.PlainFirmware;
import io.tidegate.sim.line.LineFaults;
import io.tidegate.sim.model.Model;
import io.tidegate.sim.sensor.Gauge;
import io.tidegate.sim.signal.Signal;
import io.tidegate.sim.text.LineFormat;
import io.tidegate.sim.world.World;
import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class RackTest {
  private static final long PERIOD_NANOS = 20_000_000;

  @TempDir Path folder;
  private final Rack rack = new Rack(new World(1));
  private final Model model =
      new Model(List.of(Gauge.of("temperature", 2, Signal.steady(21.5))), PERIOD_NANOS, _ -> {});

  @AfterEach
  void stop() {
    rack.close();
  }

  private Place add(Firmware firmware, PortPlan plan) throws IOException {
    return rack.add(new Microcontroller(Chip.silent(256), firmware), plan);
  }

  private Firmware csv() {
    return new PlainFirmware(model, LineFormat.csv(true));
  }

  private PortPlan plan() {
    return PortPlan.of(folder.resolve("board1"));
  }

  private static BufferedReader open(Path path) throws IOException {
    return new BufferedReader(new InputStreamReader(new FileInputStream(path.toFile()), US_ASCII));
  }

  /// The next line that is not blank.
  private static String line(BufferedReader port) throws IOException {
    String line = port.readLine();
    while (line.isEmpty()) {
      line = port.readLine();
    }
    return line;
  }

  @Test
  void aBoardPrintsToWhoeverOpensThePort() throws IOException {
    Place place = add(csv(), plan());
    try (BufferedReader port = open(place.path())) {
      line(port); // may be the end of a line
      long first = Long.parseLong(line(port).split(",")[0]);
      for (int i = 1; i < 20; i++) {
        assertEquals(first + i + ",21.50", line(port));
      }
      assertTrue(place.isOpened());
    }
  }

  @Test
  void resetOnOpenStartsTheBoardAnewForEachReader() throws IOException {
    Place place = add(csv(), plan().withResetOnOpen(true));
    for (int i = 0; i < 3; i++) {
      try (BufferedReader port = open(place.path())) {
        // a line under way may come first, whole or in part
        while (!line(port).equals("n,temperature")) {}
      }
      awaitOpened(place, false);
    }
    assertEquals(3, place.opens());
  }

  private static void awaitOpened(Place place, boolean wanted) {
    while (place.isOpened() != wanted) {
      Thread.onSpinWait();
    }
  }

  @Test
  void anUnpluggedBoardRunsOnAndItsPathComesBack() throws IOException {
    Place place = add(csv(), plan());
    long before;
    try (BufferedReader port = open(place.path())) {
      line(port);
      before = Long.parseLong(line(port).split(",")[0]);
      place.unplug();
      assertFalse(Files.exists(folder.resolve("board1")));
      assertFalse(place.isPlugged());
    }
    while (rack.ask(model::measured) < before + 20) {
      Thread.onSpinWait();
    }
    place.plug();
    try (BufferedReader port = open(place.path())) {
      line(port);
      assertTrue(Long.parseLong(line(port).split(",")[0]) >= before + 20);
    }
  }

  @Test
  void bytesReachTheBoardAndItsAnswersComeBack() throws IOException {
    LinkSettings settings = LinkSettings.of("esp-1", 64, Channel.relay("relay"));
    CommandHandler handler = (_, value) -> new CommandHandler.Answer(CommandCode.OK, value);
    Place place = add(new LinkFirmware(settings, model, handler), plan());
    try (BufferedReader port = open(place.path());
        FileOutputStream out = new FileOutputStream(place.path().toFile())) {
      String hello = line(port);
      while (!hello.startsWith("~1H esp-1 ")) {
        hello = line(port);
      }
      String nonce = hello.split(" ")[2];
      out.write(FrameEncoder.encode(new Frame.Welcome(nonce, "AAAAAAAA")));
      String reading = line(port);
      while (!reading.startsWith("~1R AAAAAAAA ")) {
        reading = line(port);
      }
      assertTrue(reading.contains("\"temperature\":21.50"), reading);
    }
  }

  @Test
  void bytesThatAProgramDoesNotReadAreLostAndCounted() throws IOException {
    Model fast = new Model(List.of(Gauge.of("t", 9, Signal.steady(1))), 1_000_000, _ -> {});
    PortPlan fastLine =
        new PortPlan(
            folder.resolve("board1"), 4_000_000, false, LineFaults.NONE, PortPlan.Tap.NONE);
    Place place = add(new PlainFirmware(fast, LineFormat.json()), fastLine);
    try (FileInputStream _ = new FileInputStream(place.path().toFile())) {
      while (place.lostBytes() == 0) {
        Thread.onSpinWait();
      }
    }
    awaitOpened(place, false);
    while (place.unheardBytes() == 0) {
      Thread.onSpinWait();
    }
  }

  @Test
  void theTapTellsWhichBytesWereTaken() throws IOException {
    long[] sentAndTaken = new long[2];
    PortPlan.Tap tap =
        new PortPlan.Tap() {
          @Override
          public void sent(byte[] bytes, int length, int taken) {
            sentAndTaken[0] += length;
            sentAndTaken[1] += taken;
          }

          @Override
          public void cut() {}
        };
    Place place = add(csv(), plan().withTap(tap));
    awaitOpened(place, false);
    // what the board says before it is noticed that nobody listens may have been taken
    long[] before = rack.ask(sentAndTaken::clone);
    while (rack.ask(() -> sentAndTaken[0]) < before[0] + 100) {
      Thread.onSpinWait();
    }
    assertEquals(before[1], rack.ask(() -> sentAndTaken[1]));
    try (BufferedReader port = open(place.path())) {
      line(port);
      assertTrue(rack.ask(() -> sentAndTaken[1]) > before[1]);
    }
  }

  @Test
  void closeRemovesAllPortsAndNothingCanBeAsked() throws IOException {
    Place place = add(csv(), plan());
    rack.close();
    assertFalse(Files.exists(folder.resolve("board1")));
    assertThrows(IOException.class, place::unplug);
  }
}
