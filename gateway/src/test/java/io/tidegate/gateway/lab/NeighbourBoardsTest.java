package io.tidegate.gateway.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.system.JavaProcess;
import io.tidegate.sim.broker.Broker;
import io.tidegate.sim.check.Report;
import io.tidegate.sim.scenario.Run;
import io.tidegate.sim.scenario.Scenario;
import io.tidegate.sim.scenario.ScenarioReader;
import io.tidegate.strict.Result;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// A sketch and an image in one access point: the sketch asks the image's web server for a page, by
/// its name, and the other sketch as well, with no door anywhere.
@Tag("lx106")
@Tag("gpp")
@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class NeighbourBoardsTest {
  private static final String SKETCH =
      """
      #include <ESP8266WiFi.h>
      WiFiServer server(80);

      void setup() {
        Serial.begin(115200);
        WiFi.begin("lab", "secret");
        server.begin();
      }

      void ask(const char* whom) {
        WiFiClient client;
        if (!client.connect(whom, 80)) {
          Serial.printf("%s: nobody\\n", whom);
          return;
        }
        client.print("GET / HTTP/1.1\\r\\nConnection: close\\r\\n\\r\\n");
        client.setTimeout(5000);
        String heard = client.readString();
        int body = heard.indexOf("\\r\\n\\r\\n");
        Serial.printf("%s: %s\\n", whom, heard.substring(body < 0 ? 0 : body + 4).c_str());
      }

      void loop() {
        WiFiClient guest = server.accept();
        if (guest) {
          guest.setTimeout(200);
          guest.readStringUntil('\\n');
          guest.print("HTTP/1.1 200 OK\\r\\n\\r\\na page of a sketch");
          guest.stop();
        }
        static unsigned long last = 0;
        if (millis() - last > 8000 && WiFi.status() == WL_CONNECTED) {
          last = millis();
          ask("garden");
          IPAddress other;
          if (WiFi.hostByName("asker2", other) && other != WiFi.localIP()) {
            ask("asker2");
          }
        }
      }
      """;

  private static final String SCENARIO =
      """
      scenario: neighbours
      lasts: 40 s
      wifi: {ssid: lab, password: secret}
      boards:
        garden: {firmware: image, image: sdk.elf}
        asker: {firmware: sketch, sketch: asker, count: 2}
      expect:
        - {board: asker1, prints: "^garden: a page of the guest", times: 2..}
        - {board: asker1, prints: "^asker2: a page of a sketch", times: 1..}
      """;

  @TempDir private static Path folder;

  @BeforeAll
  static void compile() throws Exception {
    Guests.sdk(folder);
    Path sketch = Files.createDirectory(folder.resolve("asker"));
    Files.writeString(sketch.resolve("asker.ino"), SKETCH);
    Files.writeString(folder.resolve("x.yaml"), SCENARIO);
  }

  private static <T> T ready(Result<T> result) {
    assertTrue(result instanceof Result.Ready<T>, result::toString);
    return ((Result.Ready<T>) result).value();
  }

  @Test
  void theyReachEachOtherInALab() {
    Scenario scenario = ready(ScenarioReader.read(folder.resolve("x.yaml")));
    try (LabStage stage =
        new LabStage(scenario, ready(LabSettings.of(scenario)), Transcript.NONE)) {
      Run run = new Run(scenario, stage, (_, _) -> {});
      stage.play(run, _ -> {});
      Report report = run.report(List.of(), "again");
      assertTrue(report.passed(), () -> String.join("\n", report.lines()));
    }
  }

  /// Time is virtual there: nobody of this machine could come in.
  @Test
  void aLabSaysThatItHasNoDoors() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("doors.yaml"),
            """
            scenario: doors
            lasts: 1 s
            settle: 0 s
            boards: {garden: {firmware: image, image: sdk.elf, count: 1, doors: 80}}
            """);
    StringWriter said = new StringWriter();
    CommandLine lab = new CommandLine(new LabCommand());
    lab.setOut(new PrintWriter(said, true));
    lab.setErr(new PrintWriter(said, true));
    assertEquals(0, lab.execute(file.toString(), "--quiet"), said::toString);
    String warning = "warning: " + file + ": garden1: doors: time is virtual in a lab";
    assertTrue(said.toString().startsWith(warning), said::toString);
  }

  @Test
  void andOnPorts() throws Exception {
    try (Broker broker = Broker.start(0);
        JavaProcess run =
            JavaProcess.start(
                List.of(),
                Map.of(),
                "io.tidegate.sim.cli.TidegateSim",
                "test",
                folder.resolve("x.yaml").toString(),
                "--wait",
                "0s",
                "--broker",
                "127.0.0.1:" + broker.port(),
                "--link-dir",
                folder.resolve("ports").toString())) {
      assertEquals(0, run.awaitExit(200_000), run::output);
      assertTrue(
          run.output().contains("asker1: TCP port 80 of this board is 127.0.0.1:"), run::output);
    }
  }
}
