package io.tidegate.sim.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.sketch.SketchBuilds;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

@Timeout(240)
class SketchCommandTest {
  @TempDir private Path folder;
  private final Programs programs = new Programs();

  @BeforeEach
  void write() throws IOException {
    Files.createDirectories(folder.resolve("counter"));
    Files.writeString(
        folder.resolve("counter/counter.ino"),
        """
        void setup() { Serial.begin(115200); Serial.println(); pinMode(D4, OUTPUT); }
        void loop() { count(); delay(250); digitalWrite(D4, !digitalRead(D4)); }
        void count() { static int n = 0; Serial.printf("n=%d\\n", ++n); pulse(n); if (n == 3) look(); }
        void pulse(int n) { if (n == 3) analogWrite(D1, 64); if (n == 4) digitalWrite(D1, LOW); }
        void look() { Serial.printf("A0 %d, D5 %d\\n", analogRead(A0), digitalRead(D5)); }
        """);
  }

  @AfterEach
  void stop() {
    programs.close();
  }

  @Test
  @Tag("gpp")
  void aSketchRunsInVirtualTimeAndItsOutputIsShown() throws Exception {
    Path trace = folder.resolve("trace.vcd");
    Process process =
        start(
            "--bits",
            "64",
            "--virtual",
            "--seconds",
            "1000",
            "--trace",
            trace.toString(),
            "--sensor",
            "door@D5={signal: step, from: 1, to: 0, at: 100 ms}",
            "--sensor",
            "analog=1.6,noise=0");
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    Programs.assertEnds(process, 0, said);
    assertTrue(said.contains("tidegate-sim: counter: built for esp8266, 64 bits\n"), said);
    assertTrue(said.contains("n=1\nn=2\nn=3\nA0 512, D5 0\n"), said);
    long last = Long.parseLong(said.substring(said.lastIndexOf('=') + 1).strip());
    assertTrue(last >= 3_996 && last < 4_000, "the last is " + last);

    String drawn = Files.readString(trace);
    long turns = changes(drawn, "D4", "[01]");
    assertTrue(turns >= 3_990 && turns <= 4_010, "the pin turned " + turns + " times");
    long pulses = changes(drawn, "D1", "1");
    assertTrue(pulses >= 248 && pulses <= 252, "analogWrite gave " + pulses + " pulses");
  }

  /// How often the pin becomes so.
  private static long changes(String drawn, String pin, String level) {
    Matcher id = Pattern.compile("\\$var wire 1 (\\S+) " + pin + " \\$end").matcher(drawn);
    assertTrue(id.find(), drawn.substring(0, Math.min(1_000, drawn.length())));
    String line = level + Pattern.quote(id.group(1));
    return drawn.lines().filter(each -> each.matches(line)).count();
  }

  @Test
  @Tag("gpp")
  void aSketchIsOnAPortThatAProgramOpens() throws Exception {
    Path ports = folder.resolve("ports");
    Process process = start("--link-dir", ports.toString());
    BufferedReader said =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    String line = said.readLine();
    while (line != null && !line.startsWith("n=")) {
      line = said.readLine();
    }
    try (BufferedReader port = Files.newBufferedReader(ports.resolve("counter"))) {
      String heard = port.readLine();
      while (heard != null && !heard.startsWith("n=")) {
        heard = port.readLine();
      }
      assertTrue(heard != null, "the port ended");
    }
    process.destroy();
    Programs.assertEnds(process, 0);
    assertEquals(false, Files.exists(ports.resolve("counter")));
  }

  @Test
  @Tag("gpp")
  void whatIsWrongWithASketchIsToldAndEndsWithOne() throws Exception {
    Files.writeString(
        folder.resolve("counter/counter.ino"), "void setup() {}\nvoid loop() { x }\n");
    Process process = start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    Programs.assertEnds(process, 1, said);
    assertTrue(said.contains(folder.resolve("counter/counter.ino") + ":2:15: error:"), said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--target esp32|expected one of esp8266, uno, got 'esp32'",
        "--speed 0|--speed: expected 0.01 to 100, got 0.0",
        "--seconds 0|--seconds: expected 1 or more, got 0",
        "--virtual|--virtual: expected --seconds beside it",
        "--lead api.example:80|--lead: expected NAME[:PORT]=HOST[:PORT] such as",
        "--lead a:70000=b|got 'a:70000=b'",
        "--virtual --seconds 5 --lead a=b|--lead: expected no --virtual beside it",
        "--sensor dht33@D4|--sensor dht33@D4: expected one of dht11, dht22, ds18b20, bme280",
        "--sensor dht22@D77|--sensor: sensor 1, dht22: pin: expected D0 to D10, A0 or 0 to 16; got",
        "--target uno --sensor dht22@D15|pin: expected D0 to D13, A0 to A5 or 0 to 13; got",
        "--broker a:b:c|expected HOST or HOST:PORT such as localhost:1883",
        "--bits 16|expected one of auto, 32, 64, got '16'",
        "--millis 4294968s|--millis: expected at most 4294967s",
        "--colour red|there is no option --colour"
      })
  void aValueThatCannotBeIsNamedAndEndsWithTwo(String options, String words) {
    StringWriter said = new StringWriter();
    CommandLine line = TidegateSim.commandLine();
    line.setErr(new PrintWriter(said, true));
    List<String> arguments = new ArrayList<>(List.of("sketch", "nowhere"));
    arguments.addAll(List.of(options.split(" ")));
    assertEquals(2, line.execute(arguments.toArray(String[]::new)));
    assertTrue(said.toString().contains(words), said.toString());
  }

  private Process start(String... options) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("sketch"));
    arguments.add(folder.resolve("counter").toString());
    arguments.addAll(List.of(options));
    return programs.start(
        Map.of("XDG_CACHE_HOME", SketchBuilds.CACHE_HOME.toString()),
        arguments.toArray(String[]::new));
  }
}
