package io.tidegate.sim.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.broker.Broker;
import io.tidegate.sim.lx106.radio.SdkGuest;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Web servers of boards in a scenario, as a browser of this machine meets them while it runs.
@Tag("lx106")
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ScenarioDoorsTest {
  private static final String SCENARIO =
      """
      scenario: doors
      lasts: 10 min
      speed: 10
      wifi: {ssid: lab, password: secret}
      boards:
        garden: {firmware: image, image: sdk.elf, count: 2, doors: [80], udp_doors: 7}
      """;

  @TempDir private Path folder;
  private final Programs programs = new Programs();
  private final List<String> said = new ArrayList<>();

  @BeforeEach
  void compile() throws IOException {
    SdkGuest.link(folder);
    Files.writeString(folder.resolve("x.yaml"), SCENARIO);
  }

  @AfterEach
  void stop() {
    programs.close();
  }

  private BufferedReader played(Broker broker, String... how) throws IOException {
    List<String> command = new ArrayList<>(List.of(how));
    command.add(1, folder.resolve("x.yaml").toString());
    command.addAll(List.of("--link-dir", folder.resolve("ports").toString()));
    command.addAll(List.of("--broker", "127.0.0.1:" + broker.port()));
    return programs.start(command.toArray(String[]::new)).inputReader();
  }

  /// What stands in the place of the group of the first line that has this in it.
  private String found(BufferedReader lines, String pattern) throws IOException {
    Pattern wanted = Pattern.compile(pattern);
    for (String each : said) {
      Matcher matcher = wanted.matcher(each);
      if (matcher.find()) {
        return matcher.group(1);
      }
    }
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      said.add(line);
      Matcher matcher = wanted.matcher(line);
      if (matcher.find()) {
        return matcher.group(1);
      }
    }
    throw new AssertionError("no \"" + pattern + "\" in " + said);
  }

  private static String page(String place) throws Exception {
    try (HttpClient browser = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + place + "/")).build();
      return browser.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
  }

  @Test
  void eachOfTwoThatWaitAtTheSamePortHasAPlaceOfItsOwn() throws Exception {
    try (Broker broker = Broker.start(0)) {
      BufferedReader lines = played(broker, "test", "--wait", "0s");
      String one = found(lines, "garden1: TCP 80 at (127[0-9.:]+)");
      String other = found(lines, "garden2: TCP 80 at (127[0-9.:]+)");
      assertNotEquals(one, other);
      assertEquals("a page of the guest\n", page(one));
      assertEquals("a page of the guest\n", page(other));
      assertTrue(found(lines, "garden2: (UDP 7 at 127)").startsWith("UDP"), said::toString);
    }
  }

  @Test
  void theObjectsOfARunSayWhereTheyAre() throws Exception {
    try (Broker broker = Broker.start(0)) {
      BufferedReader lines = played(broker, "run", "--json");
      String place =
          found(
              lines,
              "\"board\":\"garden2\",\"wifi\":true,\"doors\":\\[\\{\"protocol\":\"tcp\","
                  + "\"port\":80,\"at\":\"([0-9.:]+)\"");
      assertEquals("a page of the guest\n", page(place));
    }
  }
}
