package io.tidegate.bridge.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.arduino.Program;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The Java board and the Arduino library are one board: PROTOCOL.md section 5 says that the same
/// bytes, times and calls give the same bytes.
@Tag("gpp")
class ArduinoTwinTest {
  private static final int SEEDS = Integer.getInteger("tidegate.twinSeeds", 300);
  private static final int EVENTS = 3_000;

  @Test
  void theLibraryWritesTheBytesOfTheJavaBoard() {
    Program trace = Program.compileTest("trace");
    Map<String, Integer> counts = new TreeMap<>();
    for (long seed = 1; seed <= SEEDS; seed++) {
      TwinScript script = new TwinScript(seed, EVENTS);
      script.counts.forEach((what, count) -> counts.merge(what, count, Integer::sum));
      LinkSettings settings = script.settings;
      String library =
          trace.run(
              script.events.toString(),
              settings.dev(),
              Integer.toString(settings.ring()),
              Integer.toString(settings.rxBytes()),
              Long.toString(settings.bytesPerSecond()),
              settings.caps(),
              settings.firmware());
      compare(seed, script, library);
    }
    everythingHappened(counts);
  }

  private static void compare(long seed, TwinScript script, String library) {
    if (library.contentEquals(script.written)) {
      return;
    }
    Iterator<String> java = script.written.toString().lines().iterator();
    for (String cpp : library.lines().toList()) {
      String expected = java.hasNext() ? java.next() : "nothing more";
      assertEquals(readable(expected), readable(cpp), "seed " + seed + ", first difference");
    }
    assertEquals(script.written.toString(), library, "seed " + seed);
  }

  /// A test that reaches nothing shows nothing.
  private static void everythingHappened(Map<String, Integer> counts) {
    for (String what :
        new String[] {
          "hello",
          "describe",
          "reading",
          "result",
          "logline",
          "lost",
          "noise",
          "spoilt",
          "reset",
          "power",
          "refused",
          "log dropped",
          "down ack",
          "down hold",
          "down repeat",
          "down command",
          "down fail",
          "down who",
          "down time",
          "command reading",
          "command log",
          "command busy"
        }) {
      assertTrue(counts.getOrDefault(what, 0) >= 50, what + " happened too rarely: " + counts);
    }
  }

  private static String readable(String line) {
    int mark = line.indexOf(" > ");
    if (mark < 0) {
      return line;
    }
    byte[] bytes = java.util.HexFormat.of().parseHex(line.substring(mark + 3));
    return line.substring(0, mark + 3)
        + new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
  }
}
