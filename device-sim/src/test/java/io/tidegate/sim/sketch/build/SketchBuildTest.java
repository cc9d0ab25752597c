package io.tidegate.sim.sketch.build;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// With a core of a few lines, which calls setup() and loop() once each.
@Tag("gpp")
class SketchBuildTest {
  @TempDir private static Path shared;
  @TempDir private Path folder;

  @BeforeAll
  static void writeCore() throws IOException {
    write(
        shared,
        "ours/io/tidegate/sim/host-core/cores/common/Arduino.h",
        "#pragma once\n#include <stdio.h>\nvoid setup();\nvoid loop();\n");
    write(
        shared,
        "ours/io/tidegate/sim/host-core/runtime/main.cpp",
        "#include <Arduino.h>\nint main() { setup(); loop(); }\n");
    write(
        shared,
        "ours/io/tidegate/sim/host-core/libraries/Wire/src/Wire.h",
        "#pragma once\nint wire();\n");
    write(
        shared,
        "ours/io/tidegate/sim/host-core/libraries/Wire/src/Wire.cpp",
        "#include \"Wire.h\"\nint wire() { return 3; }\n");
    String raw = "ours/io/tidegate/sim/host-core/libraries/Raw/";
    write(shared, raw + "library.properties", "name=Raw\narchitectures=esp8266\ninstead=any\n");
    write(shared, raw + "src/Raw.h", "#define RAW \"ours\"\n");
  }

  @Test
  void tabsSourcesAndLibrariesBecomeOneProgram() throws Exception {
    write(
        folder,
        "s/s.ino",
        "#include \"config.h\"\n#include <Sensor.h>\nvoid setup() { printf(\"%s %d\\n\", NAME, all()); }\nvoid loop() { tab(1); }\n");
    write(folder, "s/config.h", "#define NAME \"kitchen\"\n");
    write(folder, "s/b.ino", "int all() { return sensor() + more() + deep(); }\n");
    write(
        folder,
        "s/a.ino",
        "#include \"more.h\"\n#include \"src/deep/deep.h\"\nvoid tab(int n) { printf(\"tab\\n\"); }\n");
    write(
        folder,
        "s/more.h",
        "#pragma once\n#ifdef __cplusplus\nextern \"C\"\n#endif\nint more(void);\n");
    write(folder, "s/more.c", "#include \"more.h\"\nint more(void) { return 20; }\n");
    write(folder, "s/src/deep/deep.h", "int deep();\n");
    write(folder, "s/src/deep/deep.cpp", "#include \"deep.h\"\nint deep() { return 100; }\n");
    // the newer layout, and the older one, which the first one's source asks for
    write(folder, "libs/Sensor/library.properties", "name=Sensor\narchitectures=*\n");
    write(folder, "libs/Sensor/src/Sensor.h", "int sensor();\n");
    write(
        folder,
        "libs/Sensor/src/inner/Sensor.cpp",
        "#include \"../Sensor.h\"\n#include <Bus.h>\nint sensor() { return bus(); }\n");
    write(folder, "libs/Sensor/examples/x/x.cpp", "#error an example is not compiled\n");
    write(folder, "libs/Bus/Bus.h", "int bus();\n");
    write(
        folder,
        "libs/Bus/Bus.cpp",
        "#include <Wire.h>\n#include \"utility/low.h\"\nint bus() { return wire() + low(); }\n");
    write(folder, "libs/Bus/utility/low.h", "int low();\n");
    write(folder, "libs/Bus/utility/low.cpp", "#include \"low.h\"\nint low() { return 1000; }\n");

    BuiltSketch built = build("s", options());

    assertEquals("kitchen 1123\ntab\n", output(built));
    assertEquals(List.of("Bus", "Sensor", "Wire"), built.libraries().stream().sorted().toList());
  }

  @Test
  void whatOnlyTheChipsAssemblerReadsIsNamedWhereSomethingIsMissing() throws Exception {
    write(folder, "s/s.ino", "#include <Low.h>\nvoid setup() { low(); }\nvoid loop() {}\n");
    write(folder, "libs/Low/Low.h", "int low();\n");
    write(folder, "libs/Low/low.S", "low: l32i a2, a1, 0\n");
    String words = assertThrows(BuildFailed.class, () -> build("s", options())).getMessage();
    assertTrue(words.contains("s.ino:2: undefined reference to `low()'"), words);
    assertTrue(
        words.endsWith(folder.resolve("libs/Low/low.S") + ": not built: assembly of the chip"),
        words);
  }

  @Test
  void oneOfOursThatStandsForALibraryGoesBeforeTheUsersOwn() throws Exception {
    write(folder, "s/s.ino", "#include <Raw.h>\nvoid setup() { printf(RAW); }\nvoid loop() {}\n");
    write(folder, "libs/Raw/library.properties", "name=Raw\narchitectures=esp8266\n");
    write(folder, "libs/Raw/src/Raw.h", "#define RAW \"theirs\"\n");
    BuildOptions named = options().withLibraries(List.of(folder.resolve("libs/Raw")));

    assertEquals("ours", output(build("s", options())));
    assertEquals("ours", output(build("s", named)));
  }

  @Test
  void aHeaderLeftAmongLibrariesDoesNotHideThem() throws Exception {
    write(
        folder,
        "s/s.ino",
        "#include <Part.h>\n#include <stray.h>\nvoid setup() { printf(\"%d %d\\n\", PART, STRAY); }\nvoid loop() {}\n");
    write(folder, "libs/stray.h", "#define STRAY 7\n");
    write(folder, "libs/Part/Part.h", "#define PART 1\n");
    write(folder, "libs/extras/Part.h", "#error a library's extras are no library\n");

    assertEquals("1 7\n", output(build("s", options())));
  }

  @Test
  void whatHasNotChangedIsNotCompiledAgain() throws Exception {
    write(
        folder,
        "s/s.ino",
        "#include <Part.h>\nvoid setup() { printf(\"%d %d\\n\", PART, part()); }\nvoid loop() {}\n");
    write(folder, "libs/Part/Part.h", "#define PART 1\nint part();\n");
    write(folder, "libs/Part/Part.cpp", "#include \"Part.h\"\nint part() { return PART; }\n");
    write(folder, "libs/Part/Other.cpp", "int other() { return 5; }\n");
    BuiltSketch first = build("s", options());
    BuiltSketch second = build("s", options());

    write(folder, "libs/Part/Part.h", "#define PART 22\nint part();\n");
    BuiltSketch third = build("s", options());
    write(folder, "libs/Part/Part.h", "#define PART 1\nint part();\n");
    BuiltSketch fourth = build("s", options());

    assertTrue(first.compiled() > 0);
    assertEquals(0, second.compiled());
    assertEquals(first.program(), second.program());
    assertEquals(List.of("Part"), second.libraries());
    assertEquals("22 22\n", output(third));
    assertEquals(2, third.compiled(), "the sketch and the one source with that header");
    assertEquals("1 1\n", output(fourth));
    assertEquals(0, fourth.compiled());
  }

  @Test
  void whatIsOursIsCompiledAsOneAndItsErrorsPointAtItsOwnFile() throws Exception {
    write(folder, "s/s.ino", "#include <Two.h>\nvoid setup() { two(); }\nvoid loop() {}\n");
    Path ours = folder.resolve("ours/io/tidegate/sim/host-core");
    write(ours, "cores/common/Arduino.h", "#pragma once\nvoid setup();\nvoid loop();\n");
    write(ours, "cores/common/deep/a.cpp", "#include \"a.h\"\nint a() { return A; }\n");
    write(ours, "cores/common/deep/a.h", "#define A 1\nint a();\n");
    write(ours, "runtime/b.c", "int b(void) { return 1; }\n");
    write(ours, "runtime/main.cpp", "#include <Arduino.h>\nint main() { setup(); loop(); }\n");
    write(ours, "libraries/Two/src/Two.h", "int one();\nint two();\n");
    write(ours, "libraries/Two/src/one.cpp", "#include \"Two.h\"\nint one() { return 1; }\n");
    Path two = ours.resolve("libraries/Two/src/two.cpp");
    Files.writeString(two, "#include \"Two.h\"\nint two() { return one(); }\n");

    SketchBuild build = new SketchBuild(around(folder.resolve("ours")));
    BuiltSketch built = build.build(folder.resolve("s"), options());
    assertEquals(4, built.compiled(), "the core, its source in C, Two, the tabs");

    Files.writeString(two, "#include \"Two.h\"\nint two() { return three(); }\n");
    BuildFailed failed =
        assertThrows(BuildFailed.class, () -> build.build(folder.resolve("s"), options()));
    assertTrue(failed.getMessage().contains("Two/src/two.cpp:2:20: error: "), failed::getMessage);
  }

  @Test
  void anErrorIsToldWithTheTabsOwnLine() throws IOException {
    write(folder, "s/s.ino", "void setup() {}\nvoid loop() { tab(1); }\n");
    write(folder, "s/tab.ino", "// one\nvoid tab(int n) {\n  n = undeclared;\n}\n");
    String words = failure("s", options());
    assertTrue(words.contains(folder.resolve("s/tab.ino") + ":3:7: error: "), words);
  }

  /// The chip's core wants it so: who gets no value goes on somewhere. An Uno's does not.
  @Test
  void aFunctionThatGivesNothingIsAnErrorAsWithTheChipsCoreAndWarningsAreNotTold()
      throws Exception {
    write(
        folder,
        "s/s.ino",
        "void setup() { int *a = new int[0]; a[1] = 1 / 0; tab(); }\nvoid loop() {}\n");
    write(folder, "s/tab.ino", "int tab() {\n}\n");
    String words = failure("s", options());
    assertTrue(words.contains(folder.resolve("s/tab.ino") + ":2:1: error: no return"), words);
    assertFalse(words.contains("warning"), words);
    build("s", BuildOptions.of(Target.UNO).withLibraries(options().libraries()));
  }

  @Test
  void anErrorOfTheLinkerNamesTheTab() throws IOException {
    write(folder, "s/s.ino", "void nowhere();\nvoid setup() {}\nvoid loop() {\n  nowhere();\n}\n");
    String words = failure("s", options());
    assertTrue(
        words.contains(folder.resolve("s/s.ino") + ":4: undefined reference to `nowhere()'"),
        words);
  }

  @Test
  void aHeaderThatNobodyHasIsNamedWithItsLineAndHowToGetIt() throws IOException {
    write(folder, "s/s.ino", "\n#include <PubSubClient.h>\nvoid setup() {}\nvoid loop() {}\n");
    assertEquals(
        folder.resolve("s/s.ino")
            + ":2: no library has PubSubClient.h: install the library \"PubSubClient\" (Arduino IDE:"
            + " Library Manager; or arduino-cli lib install \"PubSubClient\"), or name the folder it"
            + " is in: --library FOLDER",
        failure("s", options()));

    write(folder, "s/config.example.h", "");
    write(folder, "s/s.ino", "#include \"config.h\"\n");
    assertEquals(
        folder.resolve("s/s.ino")
            + ":1: no library has config.h: copy config.example.h to config.h and enter what is yours",
        failure("s", options()));

    write(
        folder,
        "s/s.ino",
        "#ifdef ESP32\n#include <WiFi.h>\n#endif\n#include <Needs.h>\nvoid setup() {}\nvoid loop() {}\n");
    write(folder, "libs/Needs/Needs.h", "");
    write(folder, "libs/Needs/Needs.cpp", "#include <Unheard.h>\n");
    String words = failure("s", options());
    assertTrue(
        words.startsWith(folder.resolve("libs/Needs/Needs.cpp") + ":1: no library has Unheard.h: "),
        words);
  }

  @ParameterizedTest
  @CsvSource({
    "config-sample.h, config.h, copy config-sample.h to config.h and enter what is yours",
    "config.h.example, config.h, copy config.h.example to config.h and enter what is yours",
    "sample_secrets.h, secrets.h, copy sample_secrets.h to secrets.h and enter what is yours",
    "readme.h, arduino_secrets.h, by its name it is a file of the author's own",
    "readme.h, Unheard.h, find its library",
  })
  void aHeaderThatTheUserHasToMakeIsNotSoughtInLibraries(String beside, String header, String words)
      throws IOException {
    write(folder, "s/" + beside, "");
    write(folder, "s/s.ino", "#include \"" + header + "\"\n");
    String said = failure("s", options());
    assertTrue(said.startsWith(folder.resolve("s/s.ino") + ":1: no library has " + header), said);
    assertTrue(said.contains(": " + words), said);
  }

  @Test
  void eachTargetHasItsMacros() throws Exception {
    write(
        folder,
        "s/s.ino",
        "void setup() {\n#if defined(ESP8266)\n  puts(\"esp8266\");\n#elif defined(ARDUINO_ARCH_AVR)\n  puts(\"avr\");\n#endif\n}\nvoid loop() { printf(\"%ld %d\\n\", F_CPU, ARDUINO); }\n");
    assertEquals("esp8266\n80000000 10819\n", output(build("s", options())));
    assertEquals("avr\n16000000 10819\n", output(build("s", BuildOptions.of(Target.UNO))));
  }

  @Test
  void aFolderThatIsNoSketchIsRefused() throws IOException {
    assertEquals(
        "nowhere: expected a sketch's folder, and there is no such folder",
        assertThrows(BuildFailed.class, () -> Sketch.open(Path.of("nowhere"))).getMessage());
    write(folder, "s/other.ino", "");
    assertEquals(
        folder.resolve("s")
            + ": expected s.ino in it, as the Arduino IDE does; there is only other.ino: the folder"
            + " must have the name of the main one",
        failure("s", options()));
  }

  @Test
  void aFolderOfSketchesNamesThoseInIt() throws IOException {
    write(folder, "sketches/Blink/Blink.ino", "");
    write(folder, "sketches/Fade/Fade.ino", "");
    write(folder, "sketches/Fade/data.h", "");
    write(folder, "sketches/other/Mine.ino", "");
    Path sketches = folder.resolve("sketches");
    assertEquals(
        sketches
            + ": expected sketches.ino in it, as the Arduino IDE does; there is no .ino file at all;"
            + " name a sketch in it: "
            + sketches.resolve("Blink")
            + ", "
            + sketches.resolve("Fade"),
        failure("sketches", options()));
  }

  @Test
  void withoutACompilerItIsToldHowToGetOne() throws IOException {
    write(folder, "s/s.ino", "void setup() {}\nvoid loop() {}\n");
    SketchBuild.Surroundings bare =
        new SketchBuild.Surroundings(
            shared.resolve("cache"), folder, folder.toString(), null, shared.resolve("ours"));
    String words =
        assertThrows(
                BuildFailed.class,
                () -> new SketchBuild(bare).build(folder.resolve("s"), options()))
            .getMessage();
    assertTrue(words.startsWith("there is no C++ compiler g++ here"), words);
    assertTrue(words.contains("apt install g++"), words);
  }

  @Test
  void theUsersOwnLibrariesAreFound() throws Exception {
    write(folder, "home/Arduino/libraries/Mine/Mine.h", "#define MINE \"mine\"\n");
    write(folder, "s/s.ino", "#include <Mine.h>\nvoid setup() { puts(MINE); }\nvoid loop() {}\n");
    BuiltSketch first = build("s", BuildOptions.of(Target.ESP8266));
    assertEquals("mine\n", output(first));

    // the one that is named by itself goes before it, and it is noticed that it is there
    write(folder, "other/Mine.h", "#define MINE \"other\"\n");
    BuiltSketch second =
        build("s", BuildOptions.of(Target.ESP8266).withLibraries(List.of(folder.resolve("other"))));
    assertEquals("other\n", output(second));
    assertNotEquals(first.program(), second.program());
  }

  private BuildOptions options() throws IOException {
    Path libraries = Files.createDirectories(folder.resolve("libs/Empty"));
    write(libraries, "Empty.h", "");
    return BuildOptions.of(Target.ESP8266).withLibraries(List.of(folder.resolve("libs")));
  }

  private BuiltSketch build(String sketch, BuildOptions options) throws BuildFailed {
    return new SketchBuild(around()).build(folder.resolve(sketch), options);
  }

  private String failure(String sketch, BuildOptions options) {
    return assertThrows(BuildFailed.class, () -> build(sketch, options)).getMessage();
  }

  private SketchBuild.Surroundings around() {
    return around(shared.resolve("ours"));
  }

  private SketchBuild.Surroundings around(Path ours) {
    return new SketchBuild.Surroundings(
        shared.resolve("cache"), folder.resolve("home"), System.getenv("PATH"), null, ours);
  }

  private static String output(BuiltSketch built) throws IOException {
    Process process =
        new ProcessBuilder(built.program().toString()).redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), UTF_8);
  }

  private static void write(Path folder, String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
