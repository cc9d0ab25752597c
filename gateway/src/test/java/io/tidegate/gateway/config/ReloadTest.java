package io.tidegate.gateway.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.device.PortRule;
import io.tidegate.gateway.serial.SerialPortSettings;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// What a file that is read anew changes.
class ReloadTest {
  private static final String TWO =
      """
      broker: tcp://localhost
      ports:
        - {path: /dev/ttyUSB0, name: garden}
        - {path: /dev/ttyUSB1, name: cellar}
      """;

  private static final String SENSORS = "gpio: {sensors: {roof: {w1: 28-0316a2797baa}}}\n";

  private static Reload reload(String before, String after) {
    return Reload.of(Read.configuration(before), Read.configuration(after), 2);
  }

  private static List<String> ports(List<SerialPortSettings> ports) {
    return ports.stream().map(each -> each.port() + " " + each.label()).toList();
  }

  @Test
  void theSameFileChangesNothing() {
    Reload reload = reload(TWO, TWO);
    assertEquals(Read.configuration(TWO), reload.now());
    assertEquals(List.of(), reload.gone());
    assertEquals(List.of(), reload.added());
    assertFalse(reload.broker() || reload.boards() || reload.logLevel());
    assertEquals(List.of(), reload.waiting());
    assertEquals("nothing to do", reload.words());
  }

  @Test
  void aPortThatStaysKeepsItsNumberWhereverItStands() {
    Reload reload =
        reload(
            TWO,
            """
            broker: tcp://localhost
            ports:
              - {path: /dev/ttyACM0, name: attic}
              - {path: /dev/ttyUSB1, name: cellar}
            """);
    assertEquals(List.of("2 attic", "1 cellar"), ports(reload.now().ports()));
    assertEquals(List.of("0 garden"), ports(reload.gone()));
    assertEquals(List.of("2 attic"), ports(reload.added()));
    assertEquals(
        List.of(2, 1), reload.now().settings().ports().stream().map(PortRule::port).toList());
    assertEquals("closed garden; opening attic", reload.words());
  }

  @Test
  void aPortThatIsReadInAnotherWayIsAnotherPort() {
    for (String change :
        List.of("baud: 9600", "decode: json", "lines: low", "device: x, decode: json")) {
      Reload reload = reload(TWO, TWO.replace("name: garden}", "name: garden, " + change + "}"));
      assertEquals(List.of("0 garden"), ports(reload.gone()), change);
      assertEquals(List.of("2 garden"), ports(reload.added()), change);
      assertEquals("opening anew garden", reload.words());
    }
  }

  @Test
  void numbersAreNotUsedTwiceOverManyReloads() {
    Reload first = reload(TWO, TWO.replace("/dev/ttyUSB0", "/dev/ttyUSB7"));
    Reload second = Reload.of(first.now(), Read.configuration(TWO), 3);
    assertEquals(List.of("3 garden", "1 cellar"), ports(second.now().ports()));
    assertEquals(List.of("2 garden"), ports(second.gone()));
  }

  @Test
  void boardsCommandsBrokerAndLogLevelAreTaken() {
    Reload reload =
        reload(
            TWO,
            TWO.replace("tcp://localhost", "tcp://elsewhere")
                + """
                mqtt: {keep_alive: 10 s}
                boards:
                  esp: {name: tomatoes, commands: relay}
                unknown_boards: ignore
                commands: {max_ttl: 10 min}
                log_level: debug
                """);
    assertTrue(reload.broker() && reload.boards() && reload.logLevel());
    assertEquals(10, reload.now().mqtt().keepAliveSeconds());
    assertEquals("tomatoes", reload.now().settings().boards().get("esp").name());
    assertFalse(reload.now().settings().acceptUnknownBoards());
    assertEquals(600_000, reload.now().settings().commands().maxTtlMillis());
    assertEquals(List.of(), reload.waiting());
    assertEquals(
        "other rules for boards or commands; connecting to the broker anew; log level debug",
        reload.words());
  }

  @Test
  void whatEverythingRestsOnWaitsForTheNextStartAndIsNamed() {
    Reload reload =
        reload(
            TWO,
            TWO
                + """
                gateway: another
                topics: {readings: "x/{device}"}
                payload: {timestamp_ms: true}
                streams: {readings: {qos: 0}}
                delivery: {catch_up: live_first, drain_per_second: 5, health_every: 2 min}
                spool: {folder: /elsewhere, limit: 1 GiB}
                mqtt: {window: 7, retry_min: 1 s, retry_max: 2 min, stable_after: 1 min, stall_timeout: 1 min}
                runtime_folder: /elsewhere
                gpio: {sensors: {roof: {w1: 28-0316a2797baa}}}
                """);
    TreeSet<String> waiting = new TreeSet<>(Reload.atStart());
    waiting.add("gpio"); // another name of the gateway would be another one of its own board
    assertEquals(waiting, new TreeSet<>(reload.waiting()));
    Configuration before = Read.configuration(TWO);
    assertEquals(before.mqtt(), reload.now().mqtt(), "the client id is the gateway's name");
    assertEquals(before.spoolFolder(), reload.now().spoolFolder());
    assertEquals(before.settings().delivery(), reload.now().settings().delivery());
    assertEquals(before.settings().topics(), reload.now().settings().topics());
    assertEquals(before.settings().ports(), reload.now().settings().ports());
    assertFalse(reload.broker());
  }

  @Test
  void theMachinesOwnBoardStaysWhenItsSectionIsAsBefore() {
    Configuration before = Read.configuration(TWO + SENSORS);
    Reload reload =
        Reload.of(before, Read.configuration(TWO.replace("garden", "attic") + SENSORS), 3);
    assertFalse(reload.gpio());
    assertEquals(before.gpio(), reload.now().gpio());
    assertEquals(List.of("3 attic", "1 cellar", "2 gpio"), rules(reload));
    assertEquals("closed garden; opening attic", reload.words());
  }

  @Test
  void anotherSectionMakesItAnotherBoardOnAnotherPort() {
    Configuration before = Read.configuration(TWO + SENSORS);
    String roof = SENSORS.replace("roof", "cellar");
    Reload reload = Reload.of(before, Read.configuration(TWO.replace("garden", "attic") + roof), 3);
    assertTrue(reload.gpio());
    assertEquals(List.of("3 attic", "1 cellar", "4 gpio"), rules(reload));
    assertEquals(4, reload.now().gpio().port());
    assertEquals("cellar", reload.now().gpio().sensors().getFirst().name());
    assertTrue(reload.now().settings().boards().containsKey(reload.now().gpio().device()));
    assertEquals(List.of(), reload.waiting());
    assertEquals("closed garden; opening attic; starting gpio anew", reload.words());
  }

  @Test
  void theMachinesOwnBoardComesAndGoes() {
    Reload comes = reload(TWO, TWO + SENSORS);
    assertEquals(List.of("0 garden", "1 cellar", "2 gpio"), rules(comes));
    assertEquals("starting gpio anew; other rules for boards or commands", comes.words());
    Reload goes = Reload.of(comes.now(), Read.configuration(TWO), 3);
    assertFalse(goes.now().gpio().isUsed());
    assertEquals(List.of("0 garden", "1 cellar"), rules(goes));
    assertEquals("closed gpio; other rules for boards or commands", goes.words());
  }

  private static List<String> rules(Reload reload) {
    List<PortRule> rules = reload.now().settings().ports();
    return rules.stream().map(each -> each.port() + " " + each.label()).toList();
  }

  @Test
  void aClientIdThatSomebodyChoseIsTaken() {
    Reload reload = reload(TWO, TWO + "mqtt: {client_id: mine}\n");
    assertTrue(reload.broker());
    assertEquals("mine", reload.now().mqtt().clientId());
  }
}
