package io.tidegate.sim.pty;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.scenario.BoardPlan;
import io.tidegate.sim.scenario.Built;
import io.tidegate.sim.scenario.ChipKind;
import io.tidegate.sim.scenario.FirmwareKind;
import io.tidegate.sim.world.World;
import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// How late lines are among 500 boards is measured by `.ci/bench ptys`; here all have to arrive.
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ManyBoardsTest {
  private static final int BOARDS = 100;
  private static final long PERIOD_NANOS = 100_000_000;
  private static final int LINES = 10;
  private static final Pattern READING = Pattern.compile("(\\d+),-?\\d+\\.\\d+,\\d+\\.\\d+");

  @TempDir Path folder;
  private final Rack rack = new Rack(new World(1));
  private final List<Place> places = new ArrayList<>();

  @AfterEach
  void stop() {
    rack.close();
  }

  @Test
  void everyLineOfAHundredBoardsArrives() throws IOException {
    addAll();
    List<BufferedReader> ports = openAll();
    for (BufferedReader port : ports) {
      long first = number(port);
      for (int i = 1; i < LINES; i++) {
        assertEquals(first + i, number(port));
      }
    }
    for (Place place : places) {
      assertEquals(1, place.opens());
      assertEquals(0, place.lostBytes());
    }
    closeAll(ports);
  }

  /// What is seen of a terminal that is gone by then must not be taken for the new one's.
  @Test
  void amongAHundredBoardsEachUnplugAndOpenIsSeen() throws IOException {
    addAll();
    for (int round = 1; round <= 3; round++) {
      List<BufferedReader> ports = openAll();
      for (BufferedReader port : ports) {
        number(port);
      }
      for (Place place : places) {
        assertTrue(place.isOpened());
        assertEquals(round, place.opens());
        place.unplug();
        place.plug();
      }
      closeAll(ports);
    }
  }

  private void addAll() throws IOException {
    for (int i = 0; i < BOARDS; i++) {
      Built board =
          BoardPlan.of("board" + i, FirmwareKind.CSV, ChipKind.UNO, PERIOD_NANOS).build(1, _ -> {});
      places.add(rack.add(board.board(), PortPlan.of(folder.resolve(board.name()))));
    }
  }

  private List<BufferedReader> openAll() throws IOException {
    List<BufferedReader> ports = new ArrayList<>();
    for (Place place : places) {
      FileInputStream in = new FileInputStream(place.path().toFile());
      ports.add(new BufferedReader(new InputStreamReader(in, ISO_8859_1)));
    }
    for (BufferedReader port : ports) {
      port.readLine(); // may be the end of a line only, and look like another one
    }
    return ports;
  }

  /// Of the next line that is a reading.
  private static long number(BufferedReader port) throws IOException {
    Matcher reading = READING.matcher(port.readLine());
    while (!reading.matches()) {
      reading = READING.matcher(port.readLine());
    }
    return Long.parseLong(reading.group(1));
  }

  private static void closeAll(List<BufferedReader> ports) throws IOException {
    for (BufferedReader port : ports) {
      port.close();
    }
  }
}
