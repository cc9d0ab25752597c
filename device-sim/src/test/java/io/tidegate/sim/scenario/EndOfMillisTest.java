package io.tidegate.sim.scenario;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.arduino.Checkout;
import io.tidegate.sim.board.Board;
import io.tidegate.sim.board.Quirks;
import io.tidegate.sim.broker.VirtualBroker;
import io.tidegate.sim.line.Line;
import io.tidegate.sim.net.Lan;
import io.tidegate.sim.sketch.SketchBuilds;
import io.tidegate.sim.sketch.build.Bits;
import io.tidegate.sim.sketch.build.BuildOptions;
import io.tidegate.sim.sketch.build.BuiltSketch;
import io.tidegate.sim.sketch.build.Target;
import io.tidegate.sim.world.Cable;
import io.tidegate.sim.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Sketches with the chip's 32 bits, ten seconds before millis() begins again.
@Tag("long")
@Tag("bits32")
@Timeout(600)
class EndOfMillisTest {
  private static final long BEFORE_MILLIS = (1L << 32) - 10_000;
  private static final long SECOND = 1_000_000_000L;
  private static final long HOUR_MILLIS = 3_600_000;
  private static final int SECONDS = 30;
  private static final int TURN = 11;

  /// The fault that is in many examples, and what is right.
  private static final String SKETCH =
      """
      #include <LittleFS.h>
      struct Mixed { uint8_t kind; uint64_t at; double value; };
      unsigned long last = millis(), sound = millis();
      int wrong = 0, right = 0;

      void setup() {
        Serial.begin(115200);
        LittleFS.begin();
        File file = LittleFS.open("/kept", "w");
        file.print("12345");
        file.close();
        file = LittleFS.open("/kept", "r");
        Serial.printf("\\nbits %u %u %u %u, mixed %u, file %u\\n", unsigned(sizeof(long)),
                      unsigned(sizeof(size_t)), unsigned(sizeof(void*)), unsigned(sizeof(time_t)),
                      unsigned(sizeof(Mixed)), unsigned(file.size()));
        unsigned long most = 4294967295;
        Serial.printf("over %d\\n", most + 1 == 0);
      }

      void loop() {
        if (millis() > last + 1000) {
          last = millis();
          wrong++;
        }
        if (millis() - sound >= 1000) {
          sound += 1000;
          Serial.printf("wrong %d right %d\\n", wrong, ++right);
        }
        if (right == 20) {
          volatile int zero = 0;
          Serial.println(7 / zero);
        }
      }
      """;

  @TempDir private Path folder;
  private final StringBuilder heard = new StringBuilder();
  private final List<String> told = new ArrayList<>();
  private final List<String> topics = new ArrayList<>();
  private int connects;
  private World world;
  private Built built;

  @AfterEach
  void end() {
    if (built != null) {
      built.close();
    }
  }

  @Test
  void theFaultIsSeenAndWhatIsRightGoesOn() throws Exception {
    write("turn", "turn.ino", SKETCH);
    power(Target.ESP8266, "turn", Bits.CHIP);
    runTo(SECONDS);

    String said = heard.toString();
    assertTrue(said.contains("bits 4 4 4 8, mixed 24, file 5\n"), said);
    assertTrue(said.contains("over 1\n"), said);
    assertTrue(said.contains("wrong 8 right 9\n"), "before all is well: " + said);
    String after = said.substring(said.indexOf("right 11\n") - 20);
    int wrong = Integer.parseInt(after.replaceFirst("(?s).*?wrong (\\d+) right 11.*", "$1"));
    assertTrue(wrong > 100, "last + 1000 is small, millis() still large: " + after);
    assertTrue(said.contains("right 20\n"), said);
    assertTrue(String.join("\n", told).contains("exception 6 in the sketch"), told.toString());
  }

  @Test
  void withSixtyFourBitsItIsNotSeen() throws Exception {
    write("turn", "turn.ino", SKETCH);
    power(Target.ESP8266, "turn", Bits.PC);
    runTo(SECONDS);
    assertTrue(heard.toString().contains("bits 8 8 8 8, "), heard.toString());
    assertTrue(heard.toString().contains("over 0\n"), heard.toString());
    assertTrue(heard.toString().contains("wrong 17 right 18\n"), heard.toString());
  }

  /// Without a gateway, which those of the link call for.
  @ParameterizedTest
  @CsvSource({"esp8266-json-lines, {", "esp8266-link, ~", "uno-link, ~"})
  void oursOnACableSayAsMuchAsAtAnyTime(String name, String beginning) throws Exception {
    copy(name, "");
    long[] said = new long[2];
    for (int i = 0; i < said.length; i++) {
      power(name.startsWith("uno") ? Target.UNO : Target.ESP8266, name, Bits.CHIP, i * HOUR_MILLIS);
      runTo(SECONDS);
      said[i] = heard.toString().lines().filter(line -> line.startsWith(beginning)).count();
      built.close();
      heard.setLength(0);
    }
    assertTrue(said[0] >= 5, name + " says " + said[0]);
    assertTrue(
        Math.abs(said[0] - said[1]) <= 1,
        said[1] + " an hour before the end, " + said[0] + " at it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"esp8266-pubsubclient", "esp8266-pubsubclient-minimal"})
  void oursWithABrokerGoOnAsBefore(String name) throws Exception {
    copy(
        name,
        """
        #pragma once
        #define WIFI_SSID "any"
        #define WIFI_PASSWORD ""
        #define BROKER_HOST "broker"
        #define BROKER_PORT 1883
        #define BROKER_USER ""
        #define BROKER_PASSWORD ""
        #define READING_EVERY_MILLIS 1000
        #define KEEP_ALIVE_SECONDS 2
        """);
    power(Target.ESP8266, name, Bits.CHIP);
    runTo(TURN + 1);
    int before = topics.size();
    assertTrue(before > 0, heard.toString());
    runTo(TURN + 1 + TURN);
    int after = topics.size() - before;
    assertTrue(after >= before / 2 && after <= before * 3, before + " before, " + after + " after");
    assertEquals(1, connects, "it stays connected: " + heard);
  }

  private void write(String name, String file, String text) throws IOException {
    Files.createDirectories(folder.resolve(name));
    Files.writeString(folder.resolve(name).resolve(file), text);
  }

  /// As one that has been running until now, which has counted its readings all the time.
  private void copy(String name, String config) throws IOException {
    try (Stream<Path> files = Files.list(Checkout.SKETCHES.resolve(name))) {
      for (Path file : files.toList()) {
        write(name, file.getFileName().toString(), Files.readString(file));
      }
    }
    if (!config.isEmpty()) {
      write(name, "config.h", config);
    }
    if (Files.readString(folder.resolve(name).resolve(name + ".ino"))
        .contains("lastReadingMillis")) {
      write(name, "late.ino", "struct Late { Late() { lastReadingMillis = millis(); } } late;\n");
    }
  }

  private void power(Target target, String name, Bits bits) throws Exception {
    power(target, name, bits, 0);
  }

  private void power(Target target, String name, Bits bits, long earlierMillis) throws Exception {
    world = new World(3);
    Path standIns = Checkout.ROOT.resolve("device-sim/host-core/test/libraries");
    BuildOptions options =
        BuildOptions.of(target).withLibraries(List.of(standIns, Checkout.LIBRARY)).withBits(bits);
    BuiltSketch sketch = SketchBuilds.shared().build(folder.resolve(name), options);
    assertEquals(bits.wireName(), Integer.toString(sketch.width().bits()));
    Lan lan = new Lan(world);
    VirtualBroker broker = new VirtualBroker(world, message -> topics.add(message.topic()));
    lan.listen(
        "broker",
        1883,
        wire -> {
          connects++;
          return broker.accept(wire);
        });
    Air air = new Air(world, WifiPlan.ANY, lan, "broker", 1883);
    ChipKind chip = target == Target.UNO ? ChipKind.UNO : ChipKind.ESP8266;
    built =
        BoardPlan.running(
                name, new BoardPlan.Sketched(sketch, true, null, null, false), chip, List.of())
            .withQuirks(Quirks.NONE.withStartMillis(BEFORE_MILLIS - earlierMillis))
            .build(5, air, _ -> {});
    built.tellTo(told::add);
    Cable cable =
        new Cable(
            world,
            built.board(),
            line(),
            line(),
            (bytes, length) -> heard.append(new String(bytes, 0, length, ISO_8859_1)));
    built.wakeBy(cable);
    cable.pin(Board.RESET, 1);
    cable.pin(Board.POWER, 1);
  }

  private Line line() {
    return new Line(115_200, 16_384, world.chance());
  }

  private void runTo(int seconds) {
    world.runTo(seconds * SECOND);
  }
}
