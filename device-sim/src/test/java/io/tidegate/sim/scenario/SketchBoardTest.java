package io.tidegate.sim.scenario;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.board.Board;
import io.tidegate.sim.board.Quirks;
import io.tidegate.sim.line.Line;
import io.tidegate.sim.net.Lan;
import io.tidegate.sim.sketch.SketchBuilds;
import io.tidegate.sim.sketch.build.BuildOptions;
import io.tidegate.sim.sketch.build.BuiltSketch;
import io.tidegate.sim.sketch.build.Target;
import io.tidegate.sim.world.Cable;
import io.tidegate.sim.world.World;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real sketch as a board, from its folder to what it prints, in virtual time.
@Tag("gpp")
class SketchBoardTest {
  private static final long SECOND = 1_000_000_000L;

  private static final String SKETCH =
      """
      #include <user_interface.h>
      struct Kept { uint32_t count; } kept;
      unsigned long passes = 0, last = 0;

      void setup() {
        Serial.begin(115200);
        ESP.rtcUserMemoryRead(0, (uint32_t*) &kept, sizeof(kept));
        begin(1);
      }

      void loop() {
        passes++;
        if (Serial.available()) {
          obey(Serial.read());
        }
      }

      void obey(char what) {
        switch (what) {
          case 'p': Serial.printf("passes %lu\\n", passes); passes = 0; break;
          case 'r': ESP.restart(); break;
          case 'w': while (true) {} break;
          case 'n': *(volatile int*) nullptr = 1; break;
          case 's': ESP.deepSleep(2000000); break;
          case 'd': delay(3600000); Serial.println("an hour later"); break;
          case 'm': Serial.printf("millis %u\\n", (uint32_t) millis()); break;
          case 'x': Serial.printf("chance %ld\\n", random(1000000)); break;
          default: break;
        }
      }
      """;

  private static final String TAB =
      """
      void begin(int step) {
        kept.count = ESP.getResetInfoPtr()->reason == REASON_DEFAULT_RST ? step : kept.count + step;
        ESP.rtcUserMemoryWrite(0, (uint32_t*) &kept, sizeof(kept));
        Serial.printf("\\n%s, start %u\\n", ESP.getResetReason().c_str(), kept.count);
      }
      """;

  @TempDir private static Path folder;
  private static BuiltSketch sketch;

  private final List<Built> boards = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private World world;
  private Cable cable;
  private StringBuilder heard;

  @BeforeAll
  static void build() throws Exception {
    Path place = Files.createDirectory(folder.resolve("talker"));
    Files.writeString(place.resolve("talker.ino"), SKETCH);
    Files.writeString(place.resolve("more.ino"), TAB);
    sketch = SketchBuilds.shared().build(place, BuildOptions.of(Target.ESP8266));
  }

  @AfterEach
  void end() {
    boards.forEach(Built::close);
  }

  @Test
  void itPrintsAsOnAChipAfterTheTextOfTheRom() {
    plugIn(1);
    assertTrue(heard.toString().startsWith("\r\n ets Jan  8 2013,rst cause:1"), heard.toString());
    assertTrue(heard.toString().endsWith("\nPower On, start 1\n"), heard.toString());
  }

  @Test
  void aRestartKeepsWhatTheRtcHolds() {
    plugIn(1);
    type("r", 1);
    type("r", 1);
    assertTrue(heard.toString().endsWith("\nSoftware/System restart, start 3\n"), heard.toString());
  }

  @Test
  void aLoopThatNeverEndsIsEndedByTheWatchdog() {
    plugIn(1);
    type("w", 2);
    assertTrue(!heard.toString().contains("Soft WDT reset"), heard.toString());
    type("", 3);
    assertTrue(heard.toString().contains("Soft WDT reset"), heard.toString());
    assertTrue(heard.toString().endsWith("\nSoftware Watchdog, start 2\n"), heard.toString());
  }

  @Test
  void aNullPointerIsAnExceptionWithItsNumber() {
    plugIn(1);
    type("n", 3);
    assertTrue(heard.toString().contains("Exception (29):"), heard.toString());
    assertTrue(heard.toString().endsWith("\nException, start 2\n"), heard.toString());
    assertTrue(String.join("\n", told).contains("exception 29 in the sketch"), told.toString());
  }

  @Test
  void itSleepsForAsLongAsItSays() {
    plugIn(1);
    type("s", 2);
    assertTrue(heard.toString().endsWith("start 1\n"), heard.toString());
    type("", 1);
    assertTrue(heard.toString().endsWith("\nDeep-Sleep Wake, start 2\n"), heard.toString());
  }

  @Test
  void anHourOfWaitingIsOver() {
    plugIn(1);
    type("d", 3_599);
    assertTrue(heard.toString().endsWith("start 1\n"), heard.toString());
    type("", 2);
    assertTrue(heard.toString().endsWith("an hour later\r\n"), heard.toString());
  }

  @Test
  void whoeverTakesItsPowerTakesItsMemory() {
    plugIn(1);
    type("r", 1);
    cable.pin(Board.POWER, 0);
    run(1);
    cable.pin(Board.POWER, 1);
    run(1);
    assertTrue(heard.toString().endsWith("\nPower On, start 1\n"), heard.toString());
  }

  @Test
  void itsClockMayHaveRunForLongAlready() {
    plugIn(1, Quirks.NONE.withStartMillis(4_294_957_000L));
    type("m", 20);
    type("m", 1);
    type("r", 1);
    type("m", 1);
    List<Long> said =
        Pattern.compile("millis (\\d+)")
            .matcher(heard)
            .results()
            .map(each -> Long.parseLong(each.group(1)))
            .toList();
    assertTrue(said.get(0) >= 4_294_957_000L, said.toString());
    assertTrue(said.get(1) < 20_000, "32 bits of it begin again: " + said);
    assertTrue(said.get(2) < 2_000, "a reset begins at 0: " + said);
  }

  @Test
  void theTurnsOfAnIdleLoopGrowLonger() {
    plugIn(1);
    type("p", 1);
    type("p", 10);
    type("p", 1);
    String[] lines = heard.toString().split("passes ");
    long passes = Long.parseLong(lines[lines.length - 1].strip());
    assertTrue(passes > 10 * 1_900 && passes < 10 * 5_000, "in ten seconds: " + passes);
  }

  @Test
  void oneSeedGivesOneHistory() {
    assertEquals(history(7), history(7));
    assertNotEquals(history(7), history(8));
  }

  private String history(long seed) {
    plugIn(seed);
    type("x", 1);
    type("r", 1);
    type("x", 1);
    return heard.toString();
  }

  private void plugIn(long seed) {
    plugIn(seed, Quirks.NONE);
  }

  private void plugIn(long seed, Quirks quirks) {
    world = new World(seed);
    heard = new StringBuilder();
    StringBuilder mine = heard;
    Air air = new Air(world, WifiPlan.ANY, new Lan(world), "broker", 1883);
    BoardPlan plan =
        BoardPlan.running(
                "talker",
                new BoardPlan.Sketched(sketch, false, null, null, false),
                ChipKind.ESP8266,
                List.of())
            .withQuirks(quirks);
    Built built = plan.build(seed, air, _ -> {});
    boards.add(built);
    built.tellTo(told::add);
    cable =
        new Cable(
            world,
            built.board(),
            line(),
            line(),
            (bytes, length) -> mine.append(new String(bytes, 0, length, ISO_8859_1)));
    built.wakeBy(cable);
    cable.pin(Board.RESET, 1);
    cable.pin(Board.POWER, 1);
    run(1);
  }

  private Line line() {
    return new Line(115_200, 16_384, world.chance());
  }

  private void type(String what, long seconds) {
    byte[] bytes = what.getBytes(ISO_8859_1);
    cable.write(bytes, bytes.length);
    run(seconds);
  }

  private void run(long seconds) {
    world.runTo(world.nowNanos() + seconds * SECOND);
  }
}
