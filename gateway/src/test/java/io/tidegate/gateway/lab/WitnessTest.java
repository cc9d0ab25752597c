package io.tidegate.gateway.lab;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tidegate.sim.broker.ScriptedBroker;
import io.tidegate.sim.broker.ScriptedBroker.Event;
import io.tidegate.sim.mqtt.Packet;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class WitnessTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  private final Tally tally = new Tally(List.of("board1"));
  private ScriptedBroker broker;

  @BeforeEach
  void start() throws IOException {
    broker = ScriptedBroker.start(0);
  }

  @AfterEach
  void stop() throws IOException {
    broker.close();
  }

  private void deliver(int qos, int id, String payload) {
    broker.deliver(
        new Packet.Publish(false, qos, false, "/sensors/board1", id, payload.getBytes(UTF_8)));
  }

  private void awaitPuback(int id) throws InterruptedException {
    assertNotNull(
        broker.await(event -> event.equals(new Event.Received(1, new Packet.Puback(id))), SOON));
  }

  @Test
  void countsWhatArrivesByBoardAndNumberAndAcknowledgesIt() throws Exception {
    String padding = "x".repeat(300);
    try (Witness _ = new Witness(broker.port(), tally)) {
      tally.sent("board1", 7);
      deliver(1, 1, "{\"n\":7,\"text\":\"" + padding + "\",\"device_id\":\"board1\"}");
      deliver(0, 0, "{\"n\":7,\"device_id\":\"board1\"}");
      deliver(1, 2, "{\"n\":8,\"device_id\":\"board1\"}");
      deliver(1, 3, "no reading");
      awaitPuback(1);
      awaitPuback(3);
      Tally.Count count = awaitStrangers(2);
      assertEquals(1, count.delivered());
      assertEquals(1, count.repeated());
    }
  }

  private Tally.Count awaitStrangers(long wanted) {
    while (tally.strangers() < wanted) {
      Thread.onSpinWait();
    }
    return tally.counts().getFirst();
  }

  @Test
  void subscribesToReadingsWithQosOneBeforeItIsReady() throws Exception {
    try (Witness _ = new Witness(broker.port(), tally)) {
      Packet.Subscribe wanted = new Packet.Subscribe(1, List.of(new Packet.Wish("/sensors/#", 1)));
      assertNotNull(broker.await(event -> event.equals(new Event.Received(1, wanted)), SOON));
    }
  }

  @Test
  void saysThatItWasCutOff() throws Exception {
    try (Witness witness = new Witness(broker.port(), tally)) {
      broker.cut();
      while (!witness.isGone()) {
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void aBrokerThatDoesNotTakeItIsAnError() {
    broker.connack(ScriptedBroker.Answer.CLOSE);
    assertThrows(IOException.class, () -> new Witness(broker.port(), tally).close());
  }
}
