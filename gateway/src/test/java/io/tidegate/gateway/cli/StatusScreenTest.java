package io.tidegate.gateway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class StatusScreenTest {
  private static String status(String broker, String spool, String counters, String boards) {
    return "{\"gateway\":\"gw\",\"version\":\"0.1.0\",\"run\":\"x\",\"up_ms\":11520000,"
        + "\"broker\":{"
        + broker
        + "},\"spool\":{"
        + spool
        + "},\"ports\":[{\"port\":\"garden\",\"place\":\"/dev/ttyUSB0\",\"up\":true,"
        + "\"words\":\"open\",\"bytes\":1258291,\"faults\":3},"
        + "{\"port\":\"cellar\",\"place\":\"/dev/ttyUSB1\",\"up\":false,"
        + "\"words\":\"not there: /dev/ttyUSB1; waiting for it\",\"bytes\":0,\"faults\":0}],"
        + "\"boards\":["
        + boards
        + "],\"counters\":{"
        + counters
        + "}}";
  }

  private static final String BOARDS =
      "{\"device\":\"esp-a1b2c3\",\"port\":\"garden\",\"available\":true,\"last_age_ms\":900,"
          + "\"last\":{\"text\":\"a } ] \\\" \\\\\",\"t\":21.50},\"readings\":4711,\"per_second\":1.0,"
          + "\"lost\":0,\"refused\":0},"
          + "{\"device\":\"uno\",\"port\":\"\",\"available\":false,\"last_age_ms\":7230000,"
          + "\"last\":null,\"readings\":12,\"per_second\":0.0,\"lost\":8,\"refused\":0}";

  private static String screen(String json) {
    return String.join("\n", StatusScreen.of(Json.parse(json))) + "\n";
  }

  @Test
  void allIsWell() {
    assertEquals(
        """
        tidegate gw  version 0.1.0  up 3 h 12 min
        total    4723 readings, 4723 messages delivered, 2 commands
        broker   connected to tcp://broker:1883 for 3 h 11 min, 1 of 64 under way
        spool    0 waiting (0 B), 64 KiB of 256 MiB on disk
        faults   none

        PORT                         READ  FAULTS
        garden           up       1.2 MiB       3  /dev/ttyUSB0
        cellar           DOWN         0 B       0
                 not there: /dev/ttyUSB1; waiting for it

        BOARD                       LAST   PER S  READINGS  LOST
        uno              GONE  2 h 0 min    0.00        12     8
        esp-a1b2c3       here     900 ms    1.00      4711     0
          text=a } ] " \\ t=21.50
        """,
        screen(
            status(
                "\"connected\":true,\"words\":\"connected to tcp://broker:1883\","
                    + "\"since_ms\":11460000,\"in_flight\":1,\"window\":64",
                "\"waiting\":0,\"waiting_bytes\":0,\"on_disk_bytes\":65536,"
                    + "\"limit_bytes\":268435456,\"durable\":true,\"trouble\":\"\"",
                "\"readings\":4723,\"delivered\":4723,\"commands\":2,\"evicted\":0",
                BOARDS)));
  }

  @Test
  void aBoardThatTalksMqttItselfIsShownAsTheClientItIs() {
    String board =
        "{\"device\":\"esp\",\"available\":true,\"last_age_ms\":900,\"last\":null,"
            + "\"mqtt\":\"esp-garden\",\"messages\":12}";
    String screen = screen(status("\"connected\":true", "\"waiting\":0", "", board));
    assertTrue(screen.endsWith("\n  as MQTT client esp-garden, messages 12\n"), screen);
  }

  @Test
  void troubleIsSeenAtAGlance() {
    assertEquals(
        """
        tidegate gw  version 0.1.0  up 3 h 12 min
        total    4723 readings, 4000 messages delivered, 0 commands
                 81000 more readings were held back: they said nothing new
        broker   NOT CONNECTED for 12 min 5 s
                 tcp://broker:1883 refused: is a broker listening there?
        spool    723 waiting (71 KiB, oldest 12 min 4 s), 80 KiB of 256 MiB on disk
                 NOT DURABLE: what waits is lost when the power goes
                 TROUBLE: Append in /var/lib/tidegate/spool: the disk is full
        faults   evicted 5, disk_faults 2

        PORT                         READ  FAULTS
        garden           up       1.2 MiB       3  /dev/ttyUSB0
        cellar           DOWN         0 B       0
                 not there: /dev/ttyUSB1; waiting for it

        BOARD                       LAST   PER S  READINGS  LOST
        none was heard yet
        """,
        screen(
            status(
                "\"connected\":false,\"words\":\"tcp://broker:1883 refused: is a broker listening"
                    + " there?\",\"since_ms\":725000",
                "\"waiting\":723,\"waiting_bytes\":72300,\"on_disk_bytes\":81920,"
                    + "\"limit_bytes\":268435456,\"durable\":false,\"oldest_age_ms\":724000,"
                    + "\"trouble\":\"Append in /var/lib/tidegate/spool: the disk is full\"",
                "\"readings\":4723,\"readings_held_back\":81000,\"delivered\":4000,\"evicted\":5,\"disk_faults\":2",
                "")));
  }

  @Test
  void aHundredBoardsStayOnOneScreen() {
    StringBuilder boards = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      boards.append(i == 0 ? "" : ",").append("{\"device\":\"board-").append(i).append("\"}");
    }
    List<String> lines =
        StatusScreen.of(
            Json.parse(status("\"connected\":true", "\"waiting\":0", "", boards.toString())));
    assertEquals(StatusScreen.LINES, lines.size());
    assertTrue(lines.stream().allMatch(line -> line.length() <= StatusScreen.COLUMNS));
    int shown = (int) lines.stream().filter(line -> line.startsWith("board-")).count();
    assertEquals(
        "... and " + (100 - shown) + " more: `tidegate status --json` shows all", lines.getLast());
  }

  @Test
  void aGatewayThatSaysLessIsShownAsFarAsItSays() {
    assertEquals("tidegate   version   up 0 ms", StatusScreen.of(Json.parse("{}")).getFirst());
  }
}
