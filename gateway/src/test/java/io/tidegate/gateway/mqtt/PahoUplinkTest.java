package io.tidegate.gateway.mqtt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.core.DisconnectCause;
import io.tidegate.gateway.core.Input;
import io.tidegate.gateway.system.MosquittoProcess;
import io.tidegate.gateway.system.Onlooker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The uplink and a real Mosquitto: what each of the port's promises is worth there.
@Tag("mosquitto")
final class PahoUplinkTest {
  @TempDir Path folder;
  private MosquittoProcess broker;
  private Trial trial;

  @BeforeEach
  void start() throws IOException {
    broker = MosquittoProcess.open(folder);
    trial = new Trial(broker.port());
  }

  @AfterEach
  void end() {
    trial.close();
    broker.close();
  }

  @Test
  void whatIsPublishedIsDeliveredAndAcknowledgedWithItsToken() throws IOException {
    try (Onlooker onlooker = Onlooker.at(broker.port())) {
      onlooker.subscribe("t/#", 1);
      Input.BrokerUp up = trial.up(1);
      assertEquals("tcp://127.0.0.1:" + broker.port(), up.server());
      for (int i = 1; i <= 50; i++) {
        assertTrue(trial.publish(1, i, "t/" + i, "reading " + i));
      }
      for (int i = 1; i <= 50; i++) {
        trial.acknowledged(1, i);
        assertEquals(1, onlooker.await("t/" + i, "reading " + i).qos());
      }
      assertEquals(50, trial.all(Input.Acknowledged.class).size(), "each token once");
      assertEquals(50, onlooker.count());
    }
  }

  @Test
  void retainAndQosZeroReachTheBrokerAsAsked() throws IOException {
    trial.up(1);
    assertTrue(trial.uplink().publish(1, 1, "r", new byte[] {'x'}, 1, true));
    assertTrue(trial.uplink().publish(1, 2, "z", new byte[] {'y'}, 0, true));
    trial.acknowledged(1, 1);
    try (Onlooker onlooker = Onlooker.at(broker.port())) {
      onlooker.subscribe("#", 1);
      assertTrue(onlooker.await("r", "x").retained());
      Onlooker.Seen zero = onlooker.await("z", "y");
      assertEquals(0, zero.qos());
      assertTrue(zero.retained());
    }
  }

  @Test
  void aPayloadOfAnyBytesPassesUnchanged() throws IOException {
    byte[] payload = new byte[256 * 40];
    for (int i = 0; i < payload.length; i++) {
      payload[i] = (byte) i;
    }
    trial.subscriptions = List.of("echo");
    trial.up(1);
    trial.uplink().publish(1, 1, "echo", payload, 1, false);
    Input.Arrived echo = trial.await(Input.Arrived.class, _ -> true);
    assertArrayEquals(payload, echo.payload());
  }

  @Test
  void theSessionOutlivesTheConnection() throws IOException {
    trial.subscriptions = List.of("set/#");
    assertFalse(trial.up(1).sessionPresent(), "the broker has never seen this client id");
    trial.uplink().close(1, true);
    trial.down(1);
    try (Onlooker sender = Onlooker.at(broker.port())) {
      sender.publish("set/while-away", "queued", false);
    }
    assertTrue(trial.up(2).sessionPresent());
    assertEquals("set/while-away", trial.arrived(2, "queued").topic());
  }

  @Test
  void theConnectionIsToldBeforeWhatAResumedSessionDelivers() throws IOException {
    trial.subscriptions = List.of("set/#");
    for (int round = 1; round <= 15; round += 2) {
      trial.up(round);
      trial.uplink().close(round, true);
      trial.down(round);
      try (Onlooker sender = Onlooker.at(broker.port())) {
        sender.publish("set/a", "queued " + round, false);
      }
      trial.up(round + 1);
      Input.Arrived arrived = trial.arrived(round + 1, "queued " + round);
      trial.uplink().acknowledge(round + 1, arrived.messageId());
      trial.uplink().close(round + 1, true);
      trial.down(round + 1);
    }
    long standing = 0;
    for (Input input : trial.all(Input.class)) {
      switch (input) {
        case Input.BrokerUp up -> standing = up.connection();
        case Input.BrokerDown _ -> standing = 0;
        case Input.Arrived arrived -> assertEquals(standing, arrived.connection());
        default -> {}
      }
    }
  }

  @Test
  void theWillIsPublishedWhenTheConnectionIsCut() throws IOException {
    try (Onlooker onlooker = Onlooker.at(broker.port())) {
      onlooker.subscribe("will/#", 1);
      trial.up(1);
      trial.uplink().close(1, false);
      assertEquals(1, onlooker.await(trial.will.topic(), "offline").qos());
    }
    try (Onlooker late = Onlooker.at(broker.port())) {
      late.subscribe("will/#", 1);
      assertTrue(late.await(trial.will.topic(), "offline").retained(), "the will is retained");
    }
  }

  @Test
  void noWillAfterACourteousClose() throws IOException {
    try (Onlooker onlooker = Onlooker.at(broker.port())) {
      onlooker.subscribe("will/#", 1);
      trial.up(1);
      trial.uplink().close(1, true);
      Input.BrokerDown down = trial.down(1);
      assertEquals(DisconnectCause.STOPPED, down.cause());
      // had the broker a will to publish, it would come before what is published now
      onlooker.publish("will/fence", "here", false);
      onlooker.await("will/fence", "here");
      assertEquals(1, onlooker.count());
    }
  }

  @Test
  void aCourteousCloseWaitsForTheLastPublishedMessage() throws IOException {
    try (Onlooker onlooker = Onlooker.at(broker.port())) {
      onlooker.subscribe("last", 1);
      for (int round = 1; round <= 10; round++) {
        trial.up(round);
        trial.publish(round, 1, "last", "word " + round);
        trial.acknowledged(round, 1);
        trial.uplink().close(round, true);
        trial.down(round);
        onlooker.await("last", "word " + round);
      }
    }
  }

  @Test
  void anUnacknowledgedCommandIsDeliveredAgainAfterReconnecting() throws IOException {
    trial.subscriptions = List.of("set/#");
    trial.up(1);
    try (Onlooker sender = Onlooker.at(broker.port())) {
      sender.publish("set/a", "kept", false);
      sender.publish("set/a", "done", false);
    }
    trial.arrived(1, "kept");
    trial.uplink().acknowledge(1, trial.arrived(1, "done").messageId());
    trial.uplink().close(1, true);
    trial.down(1);
    trial.up(2);
    Input.Arrived again = trial.arrived(2, "kept");
    trial.uplink().acknowledge(2, again.messageId());
    trial.uplink().close(2, true);
    trial.down(2);
    trial.up(3);
    try (Onlooker sender = Onlooker.at(broker.port())) {
      sender.publish("set/a", "fence", false);
    }
    trial.arrived(3, "fence");
    assertEquals(
        1, trial.all(Input.Arrived.class).stream().filter(e -> e.connection() == 3).count());
    assertEquals(
        1,
        trial.all(Input.Arrived.class).stream().filter(e -> e.connection() == 2).count(),
        "the acknowledged one does not come again");
  }

  @Test
  void aCommandIsAcknowledgedOnlyOnTheConnectionThatDeliveredIt() throws IOException {
    trial.subscriptions = List.of("set/#");
    trial.up(1);
    try (Onlooker sender = Onlooker.at(broker.port())) {
      sender.publish("set/a", "old", false);
    }
    int messageId = trial.arrived(1, "old").messageId();
    trial.uplink().close(1, true);
    trial.down(1);
    trial.up(2);
    trial.arrived(2, "old");
    trial.uplink().acknowledge(1, messageId);
    trial.uplink().close(2, true);
    trial.down(2);
    trial.up(3);
    trial.arrived(3, "old");
  }

  @Test
  void moreCommandsThanPahoHoldsArriveWhileNoneIsAcknowledged() throws IOException {
    trial.subscriptions = List.of("set/#");
    trial.up(1);
    try (Onlooker sender = Onlooker.at(broker.port())) {
      for (int i = 0; i < 20; i++) {
        sender.publish("set/a", "command " + i, false);
      }
    }
    for (int i = 0; i < 20; i++) {
      trial.arrived(1, "command " + i);
    }
    assertTrue(trial.publish(1, 1, "t", "still alive"));
    trial.acknowledged(1, 1);
  }

  @Test
  void anotherClientWithOurIdEndsTheConnection() throws IOException {
    trial.up(1);
    try (Onlooker twin = new Onlooker(broker.port(), trial.clientId, false, null, null)) {
      Input.BrokerDown down = trial.down(1);
      assertEquals(DisconnectCause.LOST, down.cause());
      assertTrue(down.words().contains("the broker closed it"), down.words());
      assertFalse(trial.publish(1, 1, "t", "x"), "nothing goes out on a connection that ended");
      assertTrue(twin.sessionPresent());
    }
    trial.up(2);
  }

  @Test
  void aBrokerThatIsKilledIsToldOnceAndTheNextConnectionStands() throws IOException {
    trial.up(1);
    broker.kill();
    assertEquals(DisconnectCause.LOST, trial.down(1).cause());
    Input.BrokerDown refused = trial.refused(2);
    assertEquals(DisconnectCause.REFUSED, refused.cause());
    broker.start();
    trial.up(3);
    assertTrue(trial.publish(3, 1, "t", "x"));
    trial.acknowledged(3, 1);
    for (long connection : new long[] {1, 2}) {
      assertEquals(
          1,
          trial.all(Input.BrokerDown.class).stream()
              .filter(down -> down.connection() == connection)
              .count());
    }
  }

  @Test
  void aFrozenBrokerHangsNeitherPublishNorClose() {
    trial.up(1);
    broker.freeze();
    try {
      String large = "x".repeat(64 * 1024);
      long longestMillis = 0;
      for (int i = 1; i <= trial.window; i++) {
        long begunNanos = System.nanoTime();
        trial.publish(1, i, "t", large);
        longestMillis = Math.max(longestMillis, (System.nanoTime() - begunNanos) / 1_000_000);
      }
      assertTrue(longestMillis < 20_000, "publish took " + longestMillis + " ms");
      long begunNanos = System.nanoTime();
      trial.uplink().close(1, false);
      long tookMillis = (System.nanoTime() - begunNanos) / 1_000_000;
      assertTrue(tookMillis < 20_000, "close took " + tookMillis + " ms");
      trial.down(1);
      trial.awaitNoPahoThread();
    } finally {
      broker.thaw();
    }
    trial.up(2);
  }

  @Test
  void aCourteousCloseOfAFrozenBrokerEndsSoonByForce() {
    trial.up(1);
    broker.freeze();
    try {
      for (int i = 1; i <= trial.window; i++) {
        trial.publish(1, i, "t", "x".repeat(64 * 1024));
      }
      trial.uplink().close(1, true);
      trial.down(1);
      trial.awaitNoPahoThread();
    } finally {
      broker.thaw();
    }
  }

  @Test
  void aFrozenBrokerIsNoticedByItsMissingAnswerToAPing() {
    trial.keepAliveSeconds = 1;
    trial.up(1);
    broker.freeze();
    try {
      Input.BrokerDown down = trial.down(1);
      assertEquals(DisconnectCause.LOST, down.cause());
      assertTrue(down.words().contains("did not answer our ping"), down.words());
    } finally {
      broker.thaw();
    }
  }

  @Test
  void noThreadIsLeftAfterClose() {
    trial.up(1);
    assertFalse(trial.pahoThreads().isEmpty(), "Paho's threads are found by the client id");
    trial.close();
    trial.awaitNoThread();
  }

  @Test
  void aMessageTheBrokerWillNotHaveEndsOnlyThatConnection() throws IOException {
    try (MosquittoProcess strict =
            MosquittoProcess.start(
                folder.resolve("strict"),
                "127.0.0.1",
                "allow_anonymous true",
                "max_packet_size 1000");
        Trial other = new Trial(strict.port())) {
      other.up(1);
      assertTrue(other.publish(1, 1, "t", "x".repeat(2_000)));
      assertEquals(DisconnectCause.LOST, other.down(1).cause());
      other.up(2);
      assertTrue(other.publish(2, 2, "t", "x"));
      other.acknowledged(2, 2);
      assertEquals(1, other.all(Input.Acknowledged.class).size());
    }
  }

  @Test
  void severalServersAreTriedInTurn() throws IOException {
    int closed = MosquittoProcess.freePort("127.0.0.1");
    trial.servers =
        List.of(
            new Server("127.0.0.1", closed, false), new Server("127.0.0.1", broker.port(), false));
    assertEquals(DisconnectCause.REFUSED, trial.refused(1).cause());
    assertEquals("tcp://127.0.0.1:" + broker.port(), trial.up(2).server());
  }

  @Test
  void anIpv6LiteralIsReached() throws IOException {
    try (MosquittoProcess six =
        MosquittoProcess.start(folder.resolve("six"), "::1", "allow_anonymous true")) {
      try (Trial other = new Trial(new Server("::1", six.port(), false))) {
        assertEquals("tcp://[::1]:" + six.port(), other.up(1).server());
        assertTrue(other.publish(1, 1, "t", "x"));
        other.acknowledged(1, 1);
      }
    }
  }
}
