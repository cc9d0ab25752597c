package io.tidegate.gateway.sketch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.system.MosquittoProcess;
import io.tidegate.gateway.system.Onlooker;
import io.tidegate.sim.sketch.build.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The sketches for a broker over WiFi, with a real one.
@Tag("gpp")
@Tag("mosquitto")
@Timeout(300)
final class WifiSketchesTest {
  private static final double SPEED = 5;

  @TempDir Path folder;
  private MosquittoProcess broker;
  private Boards boards;

  @BeforeEach
  void begin() throws IOException {
    broker = MosquittoProcess.open(folder.resolve("broker"));
    boards = new Boards(folder, SPEED);
    boards.town.add("broker.lab", broker.port());
  }

  @AfterEach
  void end() throws IOException {
    boards.close();
    broker.close();
  }

  /// One life of it: birth, a command, a broker that is begun anew and has forgotten everything, a
  /// command again, and a death that the board cannot announce itself.
  @Test
  void theRightOneIsBornObeysComesBackAndIsMissed() throws IOException {
    Path program =
        Workshop.build(
            "esp8266-pubsubclient",
            Target.ESP8266,
            Boards.WIFI
                + """
                #define BROKER_PORT 1883
                #define BROKER_USER ""
                #define BROKER_PASSWORD ""
                #define READING_EVERY_MILLIS 1000
                #define KEEP_ALIVE_SECONDS 2
                """);
    Boards.Sketched board = boards.add("esp", program).listen();
    board.awaitPrint("mqtt connected");
    String device = deviceOf(board);
    String about = "devices/" + device;
    try (Onlooker onlooker = Onlooker.at(broker.port())) {
      onlooker.subscribe("devices/#", 1);
      onlooker.await(
          seen -> seen.equals(new Onlooker.Seen(about + "/status", "online", 0, true)),
          "the birth, retained");
      onlooker.subscribe("/sensors/#", 0);
      onlooker.await(
          seen ->
              seen.topic().equals("/sensors/" + device)
                  && seen.text()
                      .matches(
                          "\\{\"device_id\":\"" + device + "\",\"temp\":2\\d\\.\\d\\d,\"n\":.*}"),
          "a reading");
      onlooker.publish(about + "/set/led", "on", false);
      onlooker.await(about + "/result/led", "on");
      onlooker.publish(about + "/set/led", "purple", false);
      onlooker.await(about + "/result/led", "refused: on or off");
    }
    // clean session off, the keep-alive that was set
    assertTrue(broker.hasLogged(device + " (p2, c0, k2)"), broker.log()::toString);

    board.forget();
    broker.kill();
    board.awaitPrint("not published: ");
    board.awaitPrint("next try in");
    broker.start();
    board.awaitPrint("mqtt connected");
    try (Onlooker onlooker = Onlooker.at(broker.port())) {
      onlooker.subscribe("devices/#", 1);
      onlooker.publish(about + "/set/every", "5", false);
      onlooker.await(about + "/result/every", "done");
      board.power(false);
      onlooker.await(about + "/status", "offline");
    }
  }

  /// Three wake-ups, the broker away, and all that was measured meanwhile.
  @Test
  void theSleeperKeepsItsReadingsUntilTheBrokerHasThem() throws IOException {
    Path program =
        Workshop.build(
            "esp8266-deepsleep",
            Target.ESP8266,
            Boards.WIFI
                + """
                #define BROKER_PORT 1883
                #define BROKER_USER ""
                #define BROKER_PASSWORD ""
                #define SLEEP_SECONDS 1
                """);
    Boards.Sketched board = boards.add("esp", program).listen();
    try (Onlooker onlooker = Onlooker.at(broker.port())) {
      onlooker.subscribe("/sensors/#", 1);
      onlooker.await(seen -> seen.text().contains("\"n\":2,\"age\":0"), "the second wake-up's");
    }
    assertTrue(
        board.printed().contains("awake: Deep-Sleep Wake, reading 2, 1 to hand over"),
        board::words);
    broker.kill();
    board.awaitPrint(" kept");
    board.awaitPrint("4 to hand over");
    broker.start();
    try (Onlooker onlooker = Onlooker.at(broker.port())) {
      onlooker.subscribe("/sensors/#", 1);
      board.forget();
      board.awaitPrint("awake: Deep-Sleep Wake, ");
      onlooker.await(seen -> seen.text().endsWith("\"age\":0}"), "one measured just now");
      List<Integer> numbers =
          onlooker.all().stream().map(WifiSketchesTest::number).distinct().toList();
      for (int i = 1; i < numbers.size(); i++) {
        assertEquals(numbers.get(i - 1) + 1, numbers.get(i), numbers.toString());
      }
      assertTrue(numbers.size() >= 3, "those it has kept: " + numbers);
    }
  }

  private static int number(Onlooker.Seen seen) {
    Matcher number = Pattern.compile("\"n\":(\\d+)").matcher(seen.text());
    assertTrue(number.find(), seen.text());
    return Integer.parseInt(number.group(1));
  }

  private static String deviceOf(Boards.Sketched board) {
    Matcher starts = Pattern.compile("(esp-[0-9a-f]{6}) starts").matcher(board.printed());
    assertTrue(starts.find(), board::words);
    return starts.group(1);
  }
}
