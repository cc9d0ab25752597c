package io.tidegate.sim.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.mqtt.Packet;
import io.tidegate.sim.mqtt.PacketDecoder;
import io.tidegate.sim.mqtt.PacketWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// What the proxy sees and changes in MQTT, byte by byte.
class TalkTest {
  private final Counts counts = new Counts();
  private final ByteArrayOutputStream toServer = new ByteArrayOutputStream();
  private final ByteArrayOutputStream toClient = new ByteArrayOutputStream();
  private final List<String> steps = new ArrayList<>();
  private final Talk talk =
      new Talk(
          new Talk.Steps() {
            @Override
            public void toServer(byte[] bytes) {
              toServer.writeBytes(bytes);
            }

            @Override
            public void toClient(byte[] bytes) {
              toClient.writeBytes(bytes);
            }

            @Override
            public void welcomed() {
              steps.add("welcomed");
            }

            @Override
            public void loseSession(Packet.Connect client) {
              steps.add("lose " + client.clientId());
            }

            @Override
            public void end(boolean atOnce) {
              steps.add(atOnce ? "end at once" : "end");
            }
          },
          counts);

  private static Packet.Connect connect(String id, boolean clean) {
    return new Packet.Connect(Packet.LEVEL, id, clean, 60, null, null, null);
  }

  private static Packet.Publish publish(String topic, int qos, int id) {
    return new Packet.Publish(false, qos, false, topic, id, "21.50".getBytes(UTF_8));
  }

  private void up(Packet packet) {
    talk.up(PacketWriter.bytes(packet));
  }

  private void down(Packet packet) {
    talk.down(PacketWriter.bytes(packet));
  }

  private static List<Packet> packets(ByteArrayOutputStream sent) {
    List<Packet> packets = new ArrayList<>();
    try {
      byte[] bytes = sent.toByteArray();
      new PacketDecoder().feed(bytes, 0, bytes.length, packets::add);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    sent.reset();
    return packets;
  }

  /// Connected, and nothing of it in the books of this test.
  private void begun() {
    up(connect("board1", false));
    down(new Packet.Connack(false, 0));
    toServer.reset();
    toClient.reset();
    steps.clear();
  }

  private static byte[] all(List<Packet> packets) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    packets.forEach(each -> all.writeBytes(PacketWriter.bytes(each)));
    return all.toByteArray();
  }

  private static List<Packet> history(SplittableRandom random) {
    List<Packet> packets = new ArrayList<>(List.of(connect("board1", random.nextBoolean())));
    for (int i = 1; i < 40; i++) {
      packets.add(
          switch (random.nextInt(5)) {
            case 0 -> new Packet.Pingreq();
            case 1 -> new Packet.Subscribe(i, List.of(new Packet.Wish("set/#", 1)));
            case 2 -> new Packet.Puback(i);
            default -> {
              int qos = random.nextInt(3);
              byte[] payload = new byte[random.nextInt(600)];
              random.nextBytes(payload);
              yield new Packet.Publish(
                  false,
                  qos,
                  false,
                  "t".repeat(1 + random.nextInt(200)),
                  qos == 0 ? 0 : i,
                  payload);
            }
          });
    }
    return packets;
  }

  @Test
  void withoutAFaultEveryByteIsPassedOnAsItComes() {
    for (int seed = 1; seed <= 50; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      byte[] sent = all(history(random));
      Talk fresh = watched();
      for (int at = 0; at < sent.length; ) {
        int count = Math.min(sent.length - at, 1 + random.nextInt(50));
        fresh.up(Arrays.copyOfRange(sent, at, at + count));
        at += count;
        assertArrayEquals(Arrays.copyOf(sent, at), toServer.toByteArray(), "seed " + seed);
      }
      toServer.reset();
    }
  }

  @Test
  void whatAFaultIsNotAboutPassesUnchangedInWhateverPieces() {
    for (int seed = 1; seed <= 50; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      List<Packet> history = history(random);
      byte[] sent = all(history);
      Talk fresh = watched();
      fresh.forbid(new NetFault.TopicRefused("another", NetFault.Veto.CLOSE));
      long before = counts.publishes;
      for (int at = 0; at < sent.length; ) {
        int count = Math.min(sent.length - at, 1 + random.nextInt(50));
        fresh.up(Arrays.copyOfRange(sent, at, at + count));
        at += count;
      }
      assertArrayEquals(sent, toServer.toByteArray(), "seed " + seed);
      long publishes = history.stream().filter(Packet.Publish.class::isInstance).count();
      assertEquals(publishes, counts.publishes - before);
      toServer.reset();
    }
    assertEquals(List.of(), steps);
  }

  private Talk watched() {
    return new Talk(
        new Talk.Steps() {
          @Override
          public void toServer(byte[] bytes) {
            toServer.writeBytes(bytes);
          }

          @Override
          public void toClient(byte[] bytes) {
            steps.add("to client");
          }

          @Override
          public void welcomed() {
            steps.add("welcomed");
          }

          @Override
          public void loseSession(Packet.Connect client) {
            steps.add("lose");
          }

          @Override
          public void end(boolean atOnce) {
            steps.add("end");
          }
        },
        counts);
  }

  @Test
  void whatIsNoMqttPassesWhateverIsSet() {
    talk.refuse(5);
    talk.forbid(new NetFault.TopicRefused("#", NetFault.Veto.CLOSE));
    talk.up("GET / HTTP/1.1\r\n\r\n".getBytes(UTF_8));
    talk.down("HTTP/1.1 200 OK\r\n".getBytes(UTF_8));
    assertEquals("GET / HTTP/1.1\r\n\r\n", toServer.toString(UTF_8));
    assertEquals("HTTP/1.1 200 OK\r\n", toClient.toString(UTF_8));
    assertEquals(List.of(), steps);
  }

  @Test
  void aServerThatSpeaksFirstIsNoBrokerAndPasses() {
    talk.refuse(5);
    talk.down("220 mail".getBytes(UTF_8));
    up(connect("board1", true));
    assertEquals("220 mail", toClient.toString(UTF_8));
    assertEquals(1, packets(toServer).size());
  }

  @Test
  void otherVersionsOfMqttPassAndAreCounted() {
    byte[] five = HexFormat.of().parseHex("100f00044d5154540502003c0000026964");
    talk.refuse(5);
    talk.forbid(new NetFault.TopicRefused("#", NetFault.Veto.DROP));
    talk.up(five);
    assertArrayEquals(five, toServer.toByteArray());
    up(publish("a", 1, 1));
    assertEquals(five.length + PacketWriter.bytes(publish("a", 1, 1)).length, toServer.size());
    assertEquals(1, counts.publishes);
    assertEquals(0, counts.vetoed);
  }

  @Test
  void bytesThatAreNoPacketPassAndSoDoesEverythingBehindThem() {
    begun();
    talk.forbid(new NetFault.TopicRefused("#", NetFault.Veto.CLOSE));
    byte[] broken = HexFormat.of().parseHex("30ffffffffff0000");
    talk.up(broken);
    up(publish("a", 1, 1));
    assertEquals(List.of(), steps);
    assertArrayEquals(broken, Arrays.copyOf(toServer.toByteArray(), broken.length));
  }

  @Test
  void aRefusalIsAnsweredInTheBrokersPlaceAndTheBrokerHearsNothing() {
    talk.refuse(4);
    byte[] connect = PacketWriter.bytes(connect("board1", false));
    for (byte each : connect) {
      talk.up(new byte[] {each});
    }
    up(publish("a", 1, 1));
    assertEquals(List.of("end at once"), steps);
    assertEquals(List.of(new Packet.Connack(false, 4)), packets(toClient));
    assertEquals(0, toServer.size());
  }

  @Test
  void aSessionIsLostBeforeTheClientsOwnConnectAndWhatFollowsKeepsItsOrder() {
    talk.loseSession(true);
    talk.up(all(List.of(connect("board1", false), publish("a", 0, 0))));
    assertEquals(List.of("lose board1"), steps);
    assertTrue(talk.isHeld());
    up(publish("b", 0, 0));
    assertEquals(0, toServer.size());
    talk.resume();
    assertFalse(talk.isHeld());
    List<Packet> passed = packets(toServer);
    assertEquals("board1", ((Packet.Connect) passed.getFirst()).clientId());
    assertFalse(((Packet.Connect) passed.getFirst()).cleanSession(), "as the client said it");
    assertEquals(
        List.of("a", "b"),
        passed.stream().skip(1).map(each -> ((Packet.Publish) each).topic()).toList());
  }

  @Test
  void aClientThatKeepsNoSessionHasNoneToLose() {
    talk.loseSession(true);
    up(connect("board1", true));
    assertEquals(List.of(), steps);
    assertEquals(1, packets(toServer).size());
  }

  @Test
  void aClientIsWelcomeWhenTheBrokerSaysSo() {
    up(connect("board1", true));
    assertFalse(talk.isWelcome());
    down(new Packet.Connack(false, 5));
    assertFalse(talk.isWelcome());
    down(new Packet.Connack(false, 0));
    assertTrue(talk.isWelcome());
    assertEquals(List.of("welcomed"), steps);
  }

  @Test
  void aRefusedTopicEndsTheConnectionAfterWhatWasSentBefore() {
    begun();
    talk.forbid(new NetFault.TopicRefused("closed/#", NetFault.Veto.CLOSE));
    talk.up(
        all(List.of(publish("open/a", 1, 1), publish("closed/a", 1, 2), publish("open/b", 1, 3))));
    assertEquals(List.of("end"), steps);
    assertEquals(1, packets(toServer).size(), "neither the refused one nor what follows");
    assertEquals(1, counts.vetoed);
  }

  @Test
  void aDroppedMessageIsAcknowledgedInItsTurn() {
    begun();
    talk.forbid(new NetFault.TopicRefused("closed/#", NetFault.Veto.DROP));
    up(publish("open/a", 1, 1));
    up(publish("closed/a", 1, 2));
    up(publish("closed/b", 0, 0));
    up(publish("open/b", 1, 3));
    up(publish("closed/c", 1, 4));
    assertEquals(2, packets(toServer).size());
    assertEquals(List.of(), packets(toClient), "the first one is not acknowledged yet");
    down(new Packet.Puback(1));
    assertEquals(List.of(new Packet.Puback(1), new Packet.Puback(2)), packets(toClient));
    down(new Packet.Puback(3));
    assertEquals(List.of(new Packet.Puback(3), new Packet.Puback(4)), packets(toClient));
    up(publish("closed/d", 1, 5));
    assertEquals(List.of(new Packet.Puback(5)), packets(toClient), "nothing is before it");
    assertEquals(4, counts.vetoed);
    assertEquals(2, counts.pubacks, "of the broker");
  }

  @Test
  void aDroppedMessageOfQosTwoIsAnsweredToItsEnd() {
    begun();
    talk.forbid(new NetFault.TopicRefused("closed/#", NetFault.Veto.DROP));
    up(publish("closed/a", 2, 7));
    assertEquals(List.of(new Packet.Pubrec(7)), packets(toClient));
    up(new Packet.Pubrel(7));
    assertEquals(List.of(new Packet.Pubcomp(7)), packets(toClient));
    assertEquals(0, toServer.size());
    up(new Packet.Pubrel(8));
    assertEquals(List.of(new Packet.Pubrel(8)), packets(toServer));
  }

  @Test
  void anAnswerOfOursNeverStandsInTheMiddleOfOneOfTheBrokers() {
    begun();
    talk.forbid(new NetFault.TopicRefused("closed", NetFault.Veto.DROP));
    byte[] message = PacketWriter.bytes(publish("set/relay", 1, 9));
    talk.down(Arrays.copyOf(message, 8));
    up(publish("closed", 1, 1));
    assertEquals(8, toClient.size());
    talk.down(Arrays.copyOfRange(message, 8, message.length));
    List<Packet> heard = packets(toClient);
    assertEquals("set/relay", ((Packet.Publish) heard.getFirst()).topic());
    assertEquals(List.of(new Packet.Puback(1)), heard.subList(1, heard.size()));
  }

  @Test
  void aMessageThatHadBegunToPassBeforeTheFaultWasSetPasses() {
    begun();
    byte[] message = PacketWriter.bytes(publish("closed", 1, 1));
    talk.up(Arrays.copyOf(message, 4));
    talk.forbid(new NetFault.TopicRefused("closed", NetFault.Veto.CLOSE));
    talk.up(Arrays.copyOfRange(message, 4, message.length));
    assertArrayEquals(message, toServer.toByteArray());
    assertEquals(List.of(), steps);
    up(publish("closed", 1, 2));
    assertEquals(List.of("end"), steps);
  }

  @Test
  void whatWasHeldBackGoesOnWhenTheFaultIsLiftedOrTheClientEnds() {
    begun();
    byte[] message = PacketWriter.bytes(publish("open", 1, 1));
    talk.forbid(new NetFault.TopicRefused("closed", NetFault.Veto.CLOSE));
    talk.up(Arrays.copyOf(message, 4));
    assertEquals(0, toServer.size());
    talk.forbid(null);
    assertEquals(4, toServer.size());
    talk.up(Arrays.copyOfRange(message, 4, message.length));
    assertArrayEquals(message, toServer.toByteArray());
    talk.forbid(new NetFault.TopicRefused("closed", NetFault.Veto.CLOSE));
    talk.up(Arrays.copyOf(message, 3));
    assertEquals(message.length, toServer.size());
    talk.upEnded();
    assertEquals(message.length + 3, toServer.size());
  }

  @Test
  void aConnectLongerThanTheLimitPassesUnjudged() {
    talk.refuse(5);
    byte[] will = new byte[65_535];
    Packet.Publish farewell = new Packet.Publish(false, 1, false, "w".repeat(65_535), 0, will);
    byte[] password = new byte[65_535];
    Packet.Connect large =
        new Packet.Connect(
            Packet.LEVEL, "c".repeat(65_535), true, 60, farewell, "u".repeat(65_535), password);
    byte[] bytes = PacketWriter.bytes(large);
    assertTrue(bytes.length > Splitter.LIMIT_BYTES);
    talk.up(bytes);
    assertArrayEquals(bytes, toServer.toByteArray());
    assertEquals(List.of(), steps);
  }
}
