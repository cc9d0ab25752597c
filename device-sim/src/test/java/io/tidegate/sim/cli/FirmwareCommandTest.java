package io.tidegate.sim.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.lx106.radio.SdkGuest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FirmwareCommandTest {
  @TempDir private Path folder;
  private final Programs programs = new Programs();
  private Process broker;

  @AfterEach
  void stop() {
    programs.close();
    if (broker != null) {
      broker.destroyForcibly();
    }
  }

  @Test
  @Tag("lx106")
  @Tag("mosquitto")
  void whatAnImagePublishesReachesMosquitto() throws Exception {
    SdkGuest.link(folder, "-DPUBLISHES=1");
    int port = startMosquitto();
    Process board =
        programs.start(
            "firmware",
            folder.resolve("sdk.elf").toString(),
            "--broker",
            "localhost:" + port,
            "--wifi",
            "lab:secret",
            "--speed",
            "10",
            "--link-dir",
            folder.resolve("links").toString());
    BufferedReader said = board.inputReader();
    StringBuilder all = new StringBuilder();
    for (String line = ""; !line.contains("MQTT connected"); line = said.readLine()) {
      assertTrue(line != null, all::toString);
      all.append(line).append('\n');
    }
    Process ear =
        new ProcessBuilder("mosquitto_sub", "-p", "" + port, "-t", "sdk/+/data", "-C", "3").start();
    List<String> heard =
        new BufferedReader(new InputStreamReader(ear.getInputStream(), UTF_8)).lines().toList();
    Matcher first = Pattern.compile("(.*\"n\":)(\\d+)}").matcher(heard.getFirst());
    assertTrue(first.matches(), heard::toString);
    int number = Integer.parseInt(first.group(2));
    for (int i = 0; i < heard.size(); i++) {
      assertEquals(first.group(1) + (number + i) + "}", heard.get(i));
    }
  }

  @Test
  void aFileThatIsNoImageIsRefusedWithWhatWasExpected() throws Exception {
    Path file = Files.writeString(folder.resolve("notes.elf"), "not a program");
    Process refused = programs.start("firmware", file.toString(), "--virtual", "--seconds", "1");
    String said = new String(refused.getInputStream().readAllBytes(), UTF_8);
    Programs.assertEnds(refused, TidegateSim.FAILED, said);
    assertTrue(said.startsWith("tidegate-sim: " + file + ": expected "), said);
  }

  private int startMosquitto() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Path settings = folder.resolve("mosquitto.conf");
    String user = System.getProperty("user.name");
    Files.write(
        settings,
        List.of("user " + user, "listener " + port + " 127.0.0.1", "allow_anonymous true"));
    broker =
        new ProcessBuilder("mosquitto", "-c", settings.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("mosquitto.log").toFile())
            .start();
    return port;
  }
}
