package io.tidegate.gateway.core;

import static io.tidegate.gateway.core.CableBoard.message;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.device.BoardRule;
import io.tidegate.sim.mqtt.Packet;
import io.tidegate.sim.mqtt.PacketWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// A board that talks MQTT over its cable, and the gateway that answers it.
class BoardMqttTest {
  private static final Packet.Publish WILL = message(0, true, "devices/esp/status", 0, "offline");

  private final Site site = new Site(true, 500 * Site.MILLI, BoardMqttTest::more);
  private boolean brokerUp;
  private final CableBoard board = new CableBoard(site, new SplittableRandom(1));

  /// One topic beside its own.
  private static Settings more(Settings usual) {
    Map<String, BoardRule> boards = new HashMap<>(usual.boards());
    boards.put(
        "esp",
        new BoardRule(
            "", false, 0, Map.of(), Set.of("relay"), List.of("house/+/light", "house/log")));
    boards.put("closed", new BoardRule("", false, 0, Map.of(), Set.of(), List.of("none")));
    return new Settings(
        usual.gateway(),
        usual.version(),
        usual.topics(),
        usual.payload(),
        usual.ports(),
        boards,
        true,
        usual.delivery(),
        usual.store(),
        usual.commands());
  }

  private void connect(int keepAliveSeconds, Packet.Publish will) {
    if (!brokerUp) {
      brokerUp = true;
      site.brokerUp(false);
    }
    assertTrue(board.connect());
    assertEquals(0, board.login(keepAliveSeconds, will));
    board.got.clear();
    site.acknowledgeAll();
    site.uplink.forget();
  }

  @Test
  void whatItPublishesGoesToTheBrokerAsItIs() {
    connect(15, null);
    board.say(message(0, true, "devices/esp/status", 0, "online"));
    board.say(message(0, false, "/sensors/esp", 0, "{\"t\":22.50} \u00B0"));
    board.run(200);
    assertEquals(
        List.of("devices/esp/status online retained", "/sensors/esp {\"t\":22.50} \u00B0"),
        site.uplink.published);
    assertTrue(site.uplink.sent.stream().allMatch(sent -> sent.qos() == 1), "as readings are");
    State.Board esp =
        site.state().boards().stream().filter(b -> b.device().equals("esp")).findFirst().get();
    assertEquals("esp", esp.mqtt());
    assertEquals(2, esp.messages());
    assertEquals(2, site.count(Counter.STREAM_MESSAGES));
  }

  @Test
  void itGetsWhatItHasSubscribedTo() {
    connect(0, null);
    board.say(
        new Packet.Subscribe(
            7,
            List.of(new Packet.Wish("devices/esp/set/#", 1), new Packet.Wish("house/+/light", 0))));
    board.run(200);
    assertEquals("[Suback[id=7, codes=[0, 0]]]", board.got.toString());
    assertEquals(List.of("+devices/esp/set/#", "+house/+/light"), site.uplink.subscribed);
    board.got.clear();
    site.arrives(0, false, "devices/esp/set/led", "on");
    site.arrives(0, true, "house/attic/light", "dim".repeat(100));
    site.arrives(0, false, "house/attic/heater", "on");
    board.run(2_000);
    assertEquals(2, board.got.size(), board.got.toString());
    assertMessage(board.got.get(0), "devices/esp/set/led", "on", false);
    assertMessage(board.got.get(1), "house/attic/light", "dim".repeat(100), true);

    site.brokerDown(DisconnectCause.LOST);
    site.uplink.subscribed.clear();
    site.brokerUp(false);
    assertEquals(
        Set.of("+devices/esp/set/#", "+house/+/light"), Set.copyOf(site.uplink.subscribed));
    site.uplink.subscribed.clear();
    board.say(new Packet.Unsubscribe(8, List.of("house/+/light")));
    board.run(200);
    board.say(new Packet.Disconnect());
    board.run(200);
    assertEquals(List.of("-house/+/light", "-devices/esp/set/#"), site.uplink.subscribed);
    assertFalse(board.isOpen());
  }

  private static void assertMessage(Packet found, String topic, String text, boolean retained) {
    Packet.Publish publish = (Packet.Publish) found;
    assertEquals(topic, publish.topic());
    assertEquals(text, new String(publish.payload(), UTF_8));
    assertEquals(retained, publish.retained());
    assertEquals(0, publish.qos());
  }

  @Test
  void whatIsNotItsOwnIsRefusedCountedAndToldOnce() {
    connect(15, null);
    for (int i = 0; i < 3; i++) {
      board.say(message(1, false, "devices/other/status", 9, "online"));
    }
    board.say(
        new Packet.Subscribe(7, List.of(new Packet.Wish("#", 0), new Packet.Wish("$SYS/#", 0))));
    board.run(400);
    String puback = "Puback[id=9]";
    assertEquals(
        List.of(puback, puback, puback, "Suback[id=7, codes=[128, 128]]").toString(),
        board.got.toString());
    assertEquals(List.of(), site.uplink.published);
    assertEquals(List.of(), site.uplink.subscribed);
    assertEquals(5, site.count(Counter.STREAM_REFUSED));
    List<String> told = site.log.stream().filter(line -> line.contains("stream-refused")).toList();
    assertEquals(3, told.size(), told.toString());
    assertTrue(
        told.getFirst()
            .endsWith(
                "esp: a message: expected a topic below /sensors/esp/#, sensors/esp/#,"
                    + " devices/esp/#, house/+/light, house/log, got \"devices/other/status\"; it"
                    + " is dropped"),
        told.getFirst());
  }

  @Test
  void aWillThatIsNotItsOwnIsRefusedWithNotAuthorised() {
    site.brokerUp(false);
    assertTrue(board.connect());
    assertEquals(5, board.login(15, message(0, true, "devices/other/status", 0, "offline")));
    board.run(500);
    assertFalse(board.isOpen());
  }

  @Test
  void qosTwoAndNonsenseEndTheStream() {
    for (byte[] bytes :
        List.of(
            PacketWriter.bytes(message(2, false, "/sensors/esp", 3, "x")),
            new byte[] {0x30, 2, 0, 0},
            new byte[] {0x30, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 1},
            new byte[] {0x30, (byte) 0xFF, 0x7F},
            new byte[] {(byte) 0x82, 5, 0, 1, 0, 9, 'a'},
            PacketWriter.bytes(new Packet.Pingresp()))) {
      board.reset();
      connect(15, WILL);
      board.say(bytes);
      board.run(500);
      assertFalse(board.isOpen(), Arrays.toString(bytes));
      assertEquals(
          List.of("devices/esp/status offline retained"),
          site.uplink.published,
          Arrays.toString(bytes));
    }
  }

  @Test
  void anotherVersionIsToldSo() {
    site.brokerUp(false);
    assertTrue(board.connect());
    board.say(new Packet.Connect(5, "esp", true, 15, null, null, null));
    board.run(300);
    assertEquals("[Connack[sessionPresent=false, code=1]]", board.got.toString());
    assertFalse(board.isOpen());
  }

  @Test
  void theWillIsPublishedWhenTheBoardIsGoneAndNotWhenItSaysSo() {
    connect(15, WILL);
    site.step(new Input.PortDown(0, "unplugged"));
    site.after(Site.SECOND);
    assertEquals(
        List.of("devices/esp/status offline retained"), site.uplink.on("devices/"), "unplugged");

    site.step(new Input.PortUp(0, new io.tidegate.gateway.device.PortSource("usb0", "", "1-1.0")));
    board.reset();
    connect(15, WILL);
    board.say(new Packet.Disconnect());
    board.run(300);
    assertEquals(List.of(), site.uplink.published, "DISCONNECT");

    connect(15, WILL);
    for (int i = 0; i < 23; i++) {
      site.after(Site.SECOND);
      site.acknowledgeAll();
    }
    assertEquals(1, site.uplink.on("devices/esp/status offline").size(), "its keep-alive is over");

    connect(15, WILL);
    board.reset();
    assertTrue(board.connect());
    assertEquals(1, site.uplink.on("devices/esp/status offline").size(), "it has begun anew");
  }

  @Test
  void theWillIsNotPublishedBecauseTheGatewayEnds() {
    connect(15, WILL);
    site.step(new Input.PortDown(0, Input.PortDown.Why.ENDING, "the process ends"));
    site.step(new Input.Stop());
    site.sync();
    assertEquals(List.of(), site.uplink.on("devices/"));
  }

  @Test
  void aBoardThatMayHaveNoStreamIsRefused() {
    site.brokerUp(false);
    site.hears(1, "~1H closed NONCE001 - 1 1 1 250 fw 0 stream");
    String welcome = site.written.getLast();
    String session = welcome.substring(welcome.length() - 8);
    site.hears(1, "~1B " + session + " 1 o 0 0 64 ");
    assertEquals("1 ~1b " + session + " 1 c 0 0 0 ", site.written.getLast());
    assertEquals(1, site.count(Counter.STREAM_REFUSED));
  }

  @Test
  void aPubackIsSentWhenTheMessageIsDurableAndNotBefore() {
    board.connect();
    board.login(0, null);
    board.got.clear();
    board.say(message(1, false, "/sensors/esp", 5, "{\"t\":1}"));
    board.run(300);
    assertEquals(List.of(), board.got, "in memory only");
    site.crash();
    assertTrue(board.connect());
    board.login(0, null);
    board.got.clear();
    board.say(message(1, false, "/sensors/esp", 5, "{\"t\":1}"));
    board.run(300);
    site.sync();
    board.run(300);
    assertEquals("[Puback[id=5]]", board.got.toString());
    site.crash();
    site.brokerUp(false);
    assertEquals(1, site.uplink.on("/sensors/esp {\"t\":1}").size());
  }

  /// What QoS 1 promises, on a bad line, with boards that are reset and a gateway that is killed.
  @Test
  void nothingThatIsAcknowledgedIsLostAndNothingElseIsMadeUp() {
    int acknowledged = 0;
    int crashes = 0;
    for (long seed = 1; seed <= 12; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Site place = new Site(true, 500 * Site.MILLI, BoardMqttTest::more);
      CableBoard talker = new CableBoard(place, random);
      talker.faults(0.1 * random.nextInt(3));
      Map<Integer, String> owed = new LinkedHashMap<>();
      Set<String> said = new LinkedHashSet<>();
      List<String> published = new ArrayList<>();
      int next = 1;
      place.brokerUp(false);
      for (int turn = 0; turn < 120; turn++) {
        if (!talker.isOpen() && (!talker.connect() || talker.login(0, null) != 0)) {
          continue;
        }
        String text = "reading " + next + " " + "x".repeat(random.nextInt(300));
        said.add("/sensors/esp " + text);
        int id = next++;
        owed.put(id, text);
        talker.say(message(1, false, "/sensors/esp", id, text));
        talker.run(random.nextInt(200));
        if (random.nextInt(4) == 0) {
          place.performAll();
          place.acknowledgeAll();
        }
        acknowledged += takeAcknowledged(talker, owed);
        if (random.nextInt(12) == 0) {
          talker.reset();
          // what it held is gone
          owed.values().forEach(lost -> said.add("/sensors/esp " + lost));
          owed.clear();
        }
        if (random.nextInt(25) == 0) {
          crashes++;
          published.addAll(place.uplink.published);
          place.crash();
          place.brokerUp(false);
        }
      }
      talker.faults(0);
      for (int turn = 0; turn < 20 && !owed.isEmpty(); turn++) {
        if (!talker.isOpen()) {
          talker.connect();
          talker.login(0, null);
        }
        owed.forEach((id, text) -> talker.say(message(1, false, "/sensors/esp", id, text)));
        place.sync();
        place.acknowledgeAll();
        talker.run(1_000);
        acknowledged += takeAcknowledged(talker, owed);
      }
      assertTrue(owed.isEmpty(), "seed " + seed + " owes " + owed.keySet());
      // A broker that was not asked to acknowledge for too long has been given up.
      published.addAll(place.uplink.published);
      place.brokerDown(DisconnectCause.LOST);
      place.brokerUp(false);
      for (int i = 0; i < 50; i++) {
        place.sync();
        place.acknowledgeAll();
      }
      published.addAll(place.uplink.on("/sensors/"));
      Set<String> found = new LinkedHashSet<>(published);
      found.removeIf(each -> !each.startsWith("/sensors/"));
      assertTrue(said.containsAll(found), "seed " + seed + " made something up");
      assertEquals(0, acknowledgedLost(talker, found).size(), "seed " + seed);
    }
    assertTrue(acknowledged > 500, "acknowledged: " + acknowledged);
    assertTrue(crashes > 20, "crashes: " + crashes);
  }

  private final Map<CableBoard, Set<String>> safe = new HashMap<>();

  private int takeAcknowledged(CableBoard talker, Map<Integer, String> owed) {
    int count = 0;
    for (Packet packet : talker.got) {
      if (packet instanceof Packet.Puback(int id) && owed.containsKey(id)) {
        safe.computeIfAbsent(talker, _ -> new LinkedHashSet<>())
            .add("/sensors/esp " + owed.remove(id));
        count++;
      }
    }
    talker.got.clear();
    return count;
  }

  private Set<String> acknowledgedLost(CableBoard talker, Set<String> found) {
    Set<String> lost = new LinkedHashSet<>(safe.getOrDefault(talker, Set.of()));
    lost.removeAll(found);
    return lost;
  }
}
