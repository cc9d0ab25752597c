package io.tidegate.arduino;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.tidegate.bridge.CommandCode;
import io.tidegate.bridge.Direction;
import io.tidegate.bridge.FlatJson;
import io.tidegate.bridge.Frame;
import io.tidegate.bridge.FrameEncoder;
import io.tidegate.bridge.Limits;
import io.tidegate.bridge.LineDecoder;
import io.tidegate.bridge.WireFault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The sketches and the library's examples as they are, compiled for the PC and run in a time of
/// their own.
@Tag("gpp")
class SketchTest {
  private static final String SESSION = "k3F9aQ_x";
  private static final String ESP = "-DESP8266";
  private static final int A0_UNO = 14;
  private static final int A0_ESP = 17;

  @Test
  void unoLinkSaysHelloSendsReadingsAndObeys() {
    Ran ran = link("uno-link", "uno-1", A0_UNO, 13, "-DTIDEGATE_RX_BYTES=60");
    assertEquals("1", ran.pins.getLast(), "LED on");
  }

  @Test
  void esp8266LinkSaysHelloSendsReadingsAndObeys() {
    Ran ran = link("esp8266-link", "esp-a1b2c3", A0_ESP, 2, ESP);
    assertEquals(List.of("1", "0"), ran.pins, "off at the start, then on: low");
  }

  @Test
  void esp8266JsonLinesPrintsOneObjectALine() throws IOException {
    Path folder = Checkout.SKETCHES.resolve("esp8266-json-lines");
    Ran ran = run(Program.compileSketch(folder, ESP), "0 pin 17 412\n10000 end\n");
    List<String> lines = ran.output.lines().filter(line -> !line.isEmpty()).toList();
    assertEquals(9, lines.size(), ran.output);
    for (String line : lines) {
      byte[] json = line.getBytes(StandardCharsets.US_ASCII);
      FlatJson object =
          assertInstanceOf(
                  FlatJson.Parsed.class,
                  FlatJson.parse(json, 0, json.length, FlatJson.Mode.OBJECT),
                  line)
              .json();
      assertEquals("esp-a1b2c3", object.get("device_id").orElseThrow().string());
      assertEquals("412", object.get("a0").orElseThrow().raw());
    }
    assertTrue(
        Files.readString(folder.resolve("README.md")).contains(lines.getFirst()), lines.getFirst());
  }

  @TestFactory
  Stream<DynamicTest> everyExampleCompilesAndTalks() {
    return Sketch.in(Checkout.LIBRARY.resolve("examples")).stream()
        .map(folder -> dynamicTest(folder.getFileName().toString(), () -> talks(folder)));
  }

  /// A gateway on the other end: the nonce of the hello is known after a first run, since time and
  /// id are the same in each.
  private static Ran link(String name, String device, int analogPin, int led, String... defines) {
    Path folder = Checkout.SKETCHES.resolve(name);
    Program sketch = Program.compileSketch(folder, defines);
    String begin = "0 pin " + analogPin + " 412\n";
    Ran alone = run(sketch, begin + "1500 end\n");
    Frame.Hello hello = assertInstanceOf(Frame.Hello.class, alone.frames.getFirst());
    assertEquals(device, hello.dev());
    assertEquals(2, hello.channels());
    assertEquals(
        List.of("a0", "led"),
        alone.frames.stream()
            .filter(Frame.Describe.class::isInstance)
            .map(frame -> ((Frame.Describe) frame).name())
            .toList());
    readmeShows(folder, alone.output.lines().filter(line -> !line.isEmpty()).limit(3).toList());

    StringBuilder script = new StringBuilder(begin);
    script.append(in(1500, new Frame.Welcome(hello.nonce(), SESSION)));
    for (int second = 1; second <= 9; second++) {
      script.append(in(second * 1000 + 600, new Frame.Ack(SESSION, second)));
      if (second == 5) {
        script.append(in(5700, new Frame.Command(SESSION, 7, 1000, "led", "on")));
        script.append(in(5800, new Frame.Command(SESSION, 8, 1000, "led", "purple")));
      }
    }
    Ran ran = run(sketch, script + "9800 end\n");
    List<Frame> readings = ran.frames.stream().filter(Frame.Reading.class::isInstance).toList();
    List<Frame> expected = new ArrayList<>();
    for (int seq = 1; seq <= 9; seq++) {
      int age = seq == 1 ? 500 : 1;
      expected.add(new Frame.Reading(SESSION, seq, seq, age, false, "{\"a0\":412}"));
    }
    assertEquals(expected, readings);
    assertTrue(ran.frames.contains(new Frame.Result(SESSION, 7, CommandCode.OK, "on")), ran.output);
    assertTrue(
        ran.frames.contains(new Frame.Result(SESSION, 8, CommandCode.FAILED, "on or off")),
        ran.output);
    assertEquals(led, ran.pinNumber);
    return ran;
  }

  private static void talks(Path folder) {
    Ran ran = run(Program.compileSketch(folder), "0 pin 14 512\n2000 end\n");
    assertTrue(ran.frames.stream().anyMatch(Frame.Hello.class::isInstance), ran.output);
    Frame.Hello hello =
        (Frame.Hello) ran.frames.stream().filter(Frame.Hello.class::isInstance).findFirst().get();
    long described = ran.frames.stream().filter(Frame.Describe.class::isInstance).count();
    assertEquals(hello.channels(), described);
  }

  private static void readmeShows(Path folder, List<String> lines) {
    try {
      String readme = Files.readString(folder.resolve("README.md"));
      String shown = String.join("\n", lines) + "\n";
      assertTrue(readme.contains(shown), folder + "/README.md does not show\n" + shown);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String in(int millis, Frame frame) {
    return millis + " in " + HexFormat.of().formatHex(FrameEncoder.encode(frame)) + "\n";
  }

  private static Ran run(Program sketch, String script) {
    Ran ran = new Ran();
    StringBuilder output = new StringBuilder();
    for (String line : sketch.run(script).lines().toList()) {
      String[] words = line.split(" ");
      switch (words[1]) {
        case "out" ->
            output.append(
                new String(HexFormat.of().parseHex(words[2]), StandardCharsets.ISO_8859_1));
        case "pin" -> {
          ran.pinNumber = Integer.parseInt(words[2]);
          ran.pins.add(words[3]);
        }
        default -> throw new AssertionError("a sketch waits in loop(), or: " + line);
      }
    }
    ran.output = output.toString();
    byte[] bytes = ran.output.getBytes(StandardCharsets.ISO_8859_1);
    new LineDecoder(Limits.TEXT_LINE_BYTES, Direction.UP).feed(bytes, 0, bytes.length, ran);
    return ran;
  }

  /// What a sketch did.
  private static final class Ran implements LineDecoder.Sink {
    final List<Frame> frames = new ArrayList<>();
    final List<String> pins = new ArrayList<>();
    int pinNumber;
    String output = "";

    @Override
    public void frame(Frame frame) {
      frames.add(frame);
    }

    @Override
    public void text(byte[] buffer, int offset, int length) {}

    @Override
    public void fault(WireFault fault) {
      throw new AssertionError("a sketch wrote a line with the fault " + fault);
    }
  }
}
