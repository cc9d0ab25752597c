package io.tidegate.sim.pubsub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.tidegate.arduino.Checkout;
import io.tidegate.arduino.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The stand-in for the library PubSubClient that sketches are tested with writes what the genuine
/// one wrote, at the same time, and is in the same state after each call.
class StandInTest {
  private static final Path FOLDER = Checkout.ROOT.resolve("device-sim/host-core/test");
  private static final Path LIBRARY = FOLDER.resolve("libraries/PubSubClient");
  private static final Path TALK = FOLDER.resolve("pubsubclient");

  @TestFactory
  @Tag("gpp")
  Stream<DynamicTest> itSaysWhatTheGenuineLibraryHasSaid() throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "-std=gnu++17",
                "-DESP8266",
                "-I" + TALK.resolve("bench"),
                "-I" + LIBRARY.resolve("src"),
                TALK.resolve("talk.cpp").toString()));
    sources().map(Path::toString).filter(name -> name.endsWith(".cpp")).forEach(arguments::add);
    Program talk = Program.compile("pubsubclient-talk", arguments);
    List<Path> conversations = conversations();
    assertEquals(6, conversations.size(), conversations.toString());
    return conversations.stream()
        .map(file -> dynamicTest(file.getFileName().toString(), () -> says(talk, file)));
  }

  /// Anybody who finds it must see at once that it is not what its folder is called.
  @Test
  void nobodyCanTakeItForTheGenuineLibrary() throws IOException {
    assertTrue(
        Files.readString(LIBRARY.resolve("README.md")).contains("**This is not the library"));
    for (Path file : sources().toList()) {
      String source = Files.readString(file);
      assertTrue(
          source.startsWith("// A STAND-IN FOR TESTS, not the library PubSubClient"),
          file.toString());
    }
    assertTrue(
        Files.readString(LIBRARY.resolve("library.properties"))
            .contains("sentence=Stand-in for tests: NOT the library PubSubClient."));
  }

  private static void says(Program talk, Path file) throws IOException {
    String recorded = Files.readString(file);
    String script =
        recorded.lines().filter(line -> !line.startsWith("  ")).collect(Collectors.joining("\n"));
    assertFalse(script.equals(recorded), file + " has no answers in it");
    List<String> said = talk.run(script + "\n").lines().toList();
    List<String> expected = recorded.lines().toList();
    for (int i = 0; i < Math.min(said.size(), expected.size()); i++) {
      assertEquals(expected.get(i), said.get(i), file.getFileName() + ":" + (i + 1));
    }
    assertEquals(expected.size(), said.size(), "lines of " + file.getFileName());
  }

  private static Stream<Path> sources() throws IOException {
    return files(LIBRARY.resolve("src")).stream();
  }

  private static List<Path> conversations() throws IOException {
    return files(TALK.resolve("conversations"));
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }
}
