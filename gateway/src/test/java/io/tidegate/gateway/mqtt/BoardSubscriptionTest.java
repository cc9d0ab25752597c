package io.tidegate.gateway.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.core.DisconnectCause;
import io.tidegate.gateway.core.Input;
import io.tidegate.gateway.system.MosquittoProcess;
import io.tidegate.gateway.system.MqttPacket;
import io.tidegate.gateway.system.Onlooker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What boards subscribe to while the connection stands, with a real Mosquitto.
@Tag("mosquitto")
final class BoardSubscriptionTest {
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
  void whatIsAskedForArrivesWhatIsRetainedToo() throws IOException {
    try (Onlooker sender = Onlooker.at(broker.port())) {
      sender.publish("set/led", "kept", true);
      trial.up(1);
      trial.uplink().subscribe(1, "set/#", true);
      Input.Arrived kept = trial.arrived(1, "kept");
      assertTrue(kept.retained());
      assertEquals(0, kept.qos());
      sender.publish("set/led", "now", false);
      trial.arrived(1, "now");
      trial.uplink().subscribe(1, "set/#", false);
      trial.uplink().subscribe(1, "fence", true);
      sender.publish("fence", "before", true);
      trial.arrived(1, "before");
      sender.publish("set/led", "nobody", false);
      sender.publish("fence", "behind", false);
      trial.arrived(1, "behind");
      assertEquals(
          List.of("kept", "now", "before", "behind"),
          trial.all(Input.Arrived.class).stream().map(each -> new String(each.payload())).toList());
    }
  }

  @Test
  void whatABrokerRefusesIsTold() throws IOException {
    FaultyServer.Conduct refusing =
        socket -> {
          MqttPacket.read(socket.getInputStream());
          socket.getOutputStream().write(MqttPacket.connack(false, 0).toBytes());
          MqttPacket subscribe = MqttPacket.read(socket.getInputStream());
          byte[] granted = {subscribe.body()[0], subscribe.body()[1], (byte) 0x80};
          MqttPacket answer = new MqttPacket(MqttPacket.SUBACK, 0, granted);
          socket.getOutputStream().write(answer.toBytes());
          MqttPacket.read(socket.getInputStream());
        };
    try (FaultyServer server = new FaultyServer(refusing);
        Trial other = new Trial(server.port())) {
      other.up(1);
      other.uplink().subscribe(1, "secret/#", true);
      Input.NotSubscribed told = other.await(Input.NotSubscribed.class, _ -> true);
      assertEquals("secret/#", told.filter());
    }
  }

  /// Paho numbers them from 1, and the numbers from 256 on are the outbox's.
  @Test
  void aConnectionWhosePacketNumbersRunOutIsEndedInOrder() {
    trial.up(1);
    for (int i = 0; i < 240; i++) {
      trial.uplink().subscribe(1, "set/" + i % 2, true);
    }
    Input.BrokerDown down = trial.down(1);
    assertEquals(DisconnectCause.STOPPED, down.cause());
    assertEquals(Words.NUMBERS_USED_UP, down.words());
    trial.up(2);
  }
}
