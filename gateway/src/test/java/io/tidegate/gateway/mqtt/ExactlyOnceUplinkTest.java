package io.tidegate.gateway.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.core.DisconnectCause;
import io.tidegate.gateway.core.Input;
import io.tidegate.gateway.system.Eventually;
import io.tidegate.gateway.system.MosquittoProcess;
import io.tidegate.gateway.system.MqttPacket;
import io.tidegate.gateway.system.Onlooker;
import io.tidegate.gateway.system.RecordingProxy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// QoS 2 and a real Mosquitto, and brokers that are worse.
@Tag("mosquitto")
final class ExactlyOnceUplinkTest {
  private static final RecordingProxy.Witness NOBODY =
      new RecordingProxy.Witness() {
        @Override
        public void published(long connection, MqttPacket publish) {}

        @Override
        public void acknowledged(long connection, int id) {}
      };

  @TempDir Path folder;
  private MosquittoProcess broker;
  private RecordingProxy proxy;
  private Onlooker onlooker;
  private Trial trial;

  @BeforeEach
  void start() throws IOException {
    broker = MosquittoProcess.open(folder);
    proxy = new RecordingProxy(broker.port(), NOBODY);
    onlooker = Onlooker.at(broker.port());
    trial = new Trial(proxy.port());
  }

  @AfterEach
  void end() throws IOException {
    trial.close();
    onlooker.close();
    proxy.close();
    broker.close();
  }

  @Test
  void aThousandMessagesArriveExactlyOnceAndInOrder() throws IOException {
    onlooker.subscribe("t", 2);
    trial.up(1);
    publishAll(1, LongStream.rangeClosed(1, 1_000).boxed().toList());
    awaitDone(1, 1_000);
    // had a message come twice, it would have come before this one
    publishAll(1, List.of(1_001L));
    onlooker.await("t", "m1001");
    assertEquals(
        IntStream.rangeClosed(1, 1_001)
            .mapToObj(n -> new Onlooker.Seen("t", "m" + n, 2, false))
            .toList(),
        onlooker.all());
    awaitDone(1, 1_001);
    assertEquals(1_001, new HashSet<>(done(1)).size(), "each token once");
  }

  @Test
  void qosOneAndTwoTravelBesideEachOtherEachInOrder() throws IOException {
    onlooker.subscribe("one", 1);
    onlooker.subscribe("two", 2);
    trial.up(1);
    for (int i = 1; i <= 100; i++) {
      String topic = i % 2 == 1 ? "one" : "two";
      int qos = i % 2 == 1 ? 1 : 2;
      long token = i;
      Eventually.await(
          60_000, () -> trial.publish(1, token, topic, "m" + token, qos), () -> "not taken");
    }
    awaitDone(1, 100);
    onlooker.await("two", "m100");
    onlooker.await("one", "m99");
    assertEquals(100, onlooker.count());
    for (String topic : List.of("one", "two")) {
      List<Integer> numbers =
          onlooker.all().stream()
              .filter(seen -> seen.topic().equals(topic))
              .map(seen -> Integer.parseInt(seen.text().substring(1)))
              .toList();
      assertEquals(numbers.stream().sorted().toList(), numbers, topic);
    }
  }

  /// As the core does it: what was not done when the connection ended is sent again, in order.
  @Test
  void nothingIsLostWhenTheConnectionIsCutWithinTheHandshake() throws IOException {
    onlooker.subscribe("t", 2);
    List<Long> left = new ArrayList<>(LongStream.rangeClosed(1, 300).boxed().toList());
    int connection = 0;
    for (int round = 0; round < 4; round++) {
      for (int type :
          new int[] {
            MqttPacket.PUBLISH, MqttPacket.PUBREC, MqttPacket.PUBREL, MqttPacket.PUBCOMP
          }) {
        connection++;
        // behind the ten PUBREL of a resumed session, or among them
        proxy.endAt(nth(type, 1 + round * 8));
        trial.up(connection);
        publishWhileItLasts(connection, left);
        trial.down(connection);
        left.removeAll(done(connection));
      }
    }
    proxy.endAt(_ -> false);
    trial.up(++connection);
    publishAll(connection, left);
    awaitDone(connection, left.size());
    onlooker.await("t", "m300");
    List<String> first =
        List.copyOf(new LinkedHashSet<>(onlooker.all().stream().map(Onlooker.Seen::text).toList()));
    assertEquals(
        IntStream.rangeClosed(1, 300).mapToObj(n -> "m" + n).toList(),
        first,
        "each, and in order when it came first");
    assertFalse(broker.hasLogged("Reused message ID"), () -> broker.log().toString());
  }

  /// Mosquitto throws away what it holds when another message comes with its id.
  @Test
  void whatTheBrokerHoldsIsDeliveredBeforeANewClientOfTheSameSessionSendsAnything()
      throws IOException {
    onlooker.subscribe("t", 2);
    AtomicInteger published = new AtomicInteger();
    CountDownLatch taken = new CountDownLatch(10);
    // not before the broker has said of all ten that it has them: what is still under way when the
    // connection ends it never reads
    proxy.endAt(
        packet ->
            switch (packet.type()) {
              case MqttPacket.PUBLISH -> published.incrementAndGet() < 0;
              case MqttPacket.PUBREC -> {
                taken.countDown();
                yield false;
              }
              case MqttPacket.PUBREL -> published.get() >= 10 && waited(taken);
              default -> false;
            });
    trial.up(1);
    publishAll(1, LongStream.rangeClosed(1, 10).boxed().toList());
    trial.down(1);
    trial.close();
    proxy.endAt(_ -> false);
    try (Trial successor = new Trial(proxy.port())) {
      successor.clientId = trial.clientId;
      assertTrue(successor.up(1).sessionPresent());
      for (long token = 11; token <= 20; token++) {
        assertTrue(successor.publish(1, token, "t", "m" + token, 2));
      }
      onlooker.await("t", "m20");
      assertEquals(
          IntStream.rangeClosed(1, 20).mapToObj(n -> "m" + n).toList(),
          onlooker.all().stream().map(Onlooker.Seen::text).toList());
      assertFalse(broker.hasLogged("Reused message ID"), () -> broker.log().toString());
    }
  }

  private static boolean waited(CountDownLatch latch) {
    try {
      return latch.await(60, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Test
  void aNewMessageIsNotTakenForAnOldOneWithItsId() throws IOException {
    try (KeepingBroker keeping = new KeepingBroker();
        Trial first = new Trial(keeping.port());
        Trial second = new Trial(keeping.port())) {
      second.clientId = first.clientId;
      keeping.fatal = packet -> packet.type() == MqttPacket.PUBREL;
      assertFalse(first.up(1).sessionPresent());
      assertTrue(first.publish(1, 1, "t", "old", 2));
      first.down(1);
      first.end();
      assertEquals(1, keeping.held());
      keeping.fatal = _ -> false;
      assertTrue(second.up(1).sessionPresent());
      assertTrue(second.publish(1, 1, "t", "new", 2));
      second.acknowledged(1, 1);
      assertEquals(List.of("old", "new"), keeping.delivered);
      assertEquals(0, keeping.held());
    }
  }

  @Test
  void aBrokerThatDoesNotCompleteWhatItDoesNotKnowIsNamedWhenItIsGivenUp() throws IOException {
    try (KeepingBroker keeping = new KeepingBroker();
        Trial other = new Trial(keeping.port())) {
      keeping.ignored = packet -> packet.type() == MqttPacket.PUBREL;
      other.up(1);
      other.uplink().close(1, true);
      other.down(1);
      other.up(2);
      assertTrue(other.publish(2, 1, "t", "held", 2), "it counts as under way");
      other.uplink().close(2, false);
      assertEquals(
          "the gateway ended the connection; it had not answered the PUBREL that come before the"
              + " first message with QoS 2 of a resumed session: does it offer QoS 2?",
          other.down(2).words());
      assertEquals(List.of(), keeping.delivered);
    }
  }

  @Test
  void aBrokerWithoutQosTwoEndsTheConnectionAndTheWordsSaySo() throws IOException {
    try (MosquittoProcess limited =
            MosquittoProcess.start(
                folder.resolve("limited"), "127.0.0.1", "allow_anonymous true", "max_qos 1");
        Trial other = new Trial(limited.port())) {
      other.up(1);
      assertTrue(other.publish(1, 1, "t", "x", 2));
      Input.BrokerDown down = other.down(1);
      assertEquals(DisconnectCause.LOST, down.cause());
      assertEquals(
          "connection lost: the broker closed it; it had answered none of our messages with QoS 2:"
              + " does it offer QoS 2?",
          down.words());
    }
  }

  @Test
  void theWillIsPublishedWithQosTwo() throws IOException {
    onlooker.subscribe("will/#", 2);
    trial.will = new MqttSettings.Will(trial.will.topic(), "offline", 2, true);
    trial.up(1);
    trial.uplink().close(1, false);
    assertEquals(2, onlooker.await(trial.will.topic(), "offline").qos());
  }

  /// The last message may say `offline`: what the broker has only received it would never deliver.
  @Test
  void aCloseThatCannotCompleteTheLastMessageLeavesTheWordToTheWill() throws IOException {
    onlooker.subscribe("will/#", 2);
    trial.up(1);
    proxy.hole(true);
    assertTrue(trial.publish(1, 1, "t", "x", 2));
    trial.uplink().close(1, true);
    trial.down(1);
    proxy.hole(false);
    onlooker.await(trial.will.topic(), "offline");
  }

  private static Predicate<MqttPacket> nth(int type, int count) {
    AtomicInteger seen = new AtomicInteger();
    return packet -> packet.type() == type && seen.incrementAndGet() == count;
  }

  private void publishAll(long connection, List<Long> tokens) {
    for (long token : tokens) {
      Eventually.await(
          Trial.LIMIT_MILLIS,
          () -> trial.publish(connection, token, "t", "m" + token, 2),
          () -> token + " is not taken");
    }
  }

  private void publishWhileItLasts(long connection, List<Long> tokens) {
    for (long token : tokens) {
      boolean taken =
          Eventually.holds(
              Trial.LIMIT_MILLIS,
              () -> trial.publish(connection, token, "t", "m" + token, 2) || ended(connection));
      assertTrue(taken, token + " is not taken");
    }
  }

  private boolean ended(long connection) {
    return trial.all(Input.BrokerDown.class).stream()
        .anyMatch(down -> down.connection() == connection);
  }

  private List<Long> done(long connection) {
    return trial.all(Input.Acknowledged.class).stream()
        .filter(ack -> ack.connection() == connection)
        .map(Input.Acknowledged::token)
        .toList();
  }

  private void awaitDone(long connection, int count) {
    Eventually.await(
        Trial.LIMIT_MILLIS,
        () -> done(connection).size() == count,
        () -> done(connection).size() + " of " + count);
  }
}
