package io.tidegate.sim.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class QuickArgumentsTest {
  private static final List<String> WORDS =
      List.of(
          "--virtual --seconds 7 --speed 2.5 --seed -1 --target uno --bits 64 --sanitize --gdb"
              .split(" "));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Weather",
        "Weather --library PubSubClient --broker localhost",
        "--virtual --seconds 3600 Weather",
        "Weather --sensor dht22@D4=21.5,humidity=48 --sensor analog=0.5",
        "Weather --sanitize --gdb --bits 64 --target uno --flash kept --trace t.vcd --seed 12",
        "Weather --wifi lab:secret --speed 2.5 --lead api:80=localhost:8080 --link-dir /tmp/x",
      })
  void plainArgumentsMeanTheSameAsToTheLibrary(String text) throws ReflectiveOperationException {
    String[] arguments = ("sketch " + text).split(" ");
    assertEquals(
        values(library(arguments).orElseThrow()), values(QuickArguments.read(arguments).get()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "--help",
        "Weather Other",
        "Weather --speed fast",
        "Weather --speed 1000",
        "Weather --virtual",
        "Weather --seconds",
        "Weather --seconds 5 --seconds 6",
        "Weather --library --virtual",
        "Weather --sensor nothing",
        "Weather --unknown",
        "Weather --broker=localhost",
        "@file",
        "Weather --trace ${sys:user.home}",
      })
  void whatIsNotPlainIsLeftToTheLibrary(String text) {
    String[] arguments = ("sketch " + text).strip().split(" ");
    assertEquals(Optional.empty(), QuickArguments.read(arguments));
  }

  @Test
  void otherCommandsAreLeftToTheLibrary() {
    assertEquals(Optional.empty(), QuickArguments.read());
    assertEquals(Optional.empty(), QuickArguments.read("run", "x.yaml"));
  }

  @Test
  void neverDoesItTakeWhatTheLibraryRefusesOrSeesOtherwise() throws ReflectiveOperationException {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(5);
    int taken = 0;
    for (int i = 0; i < 300; i++) {
      List<String> words = new ArrayList<>(List.of("sketch", "Weather"));
      for (int n = random.nextInt(6); n > 0; n--) {
        words.add(1 + random.nextInt(words.size()), WORDS.get(random.nextInt(WORDS.size())));
      }
      String[] arguments = words.toArray(String[]::new);
      Optional<SketchOptions> quick = QuickArguments.read(arguments);
      if (quick.isPresent()) {
        taken++;
        assertEquals(
            library(arguments).map(QuickArgumentsTest::values),
            quick.map(QuickArgumentsTest::values),
            words.toString());
      }
    }
    assertTrue(taken > 30, "only " + taken + " of them were plain");
  }

  @Test
  @Timeout(180)
  void aSketchStartsWithoutTheLibrary() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load",
                "-cp",
                System.getProperty("java.class.path"),
                TidegateSim.class.getName(),
                "sketch",
                "no/such/folder")
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    Programs.assertEnds(process, TidegateSim.FAILED, said);
    assertTrue(said.contains("tidegate-sim: no/such/folder: "), said);
    assertFalse(said.contains("picocli.CommandLine$Model"), said);
  }

  /// Empty for what it refuses.
  private static Optional<SketchOptions> library(String... arguments) {
    CommandLine line = TidegateSim.commandLine(arguments);
    try {
      line.parseArgs(arguments);
      SketchOptions options =
          ((SketchCommand) line.getSubcommands().get("sketch").getCommand()).options;
      options.check();
      return Optional.of(options);
    } catch (CommandLine.ParameterException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static Map<String, Object> values(SketchOptions options) {
    Map<String, Object> values = new TreeMap<>();
    for (Object each : List.of(options, options.board)) {
      Stream.of(each.getClass().getDeclaredFields())
          .filter(field -> !Modifier.isStatic(field.getModifiers()))
          .filter(field -> field.getType() != OneBoardOptions.class)
          .forEach(field -> values.put(field.getName(), String.valueOf(value(field, each))));
    }
    return values;
  }

  private static Object value(Field field, Object of) {
    try {
      return field.get(of);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }
}
