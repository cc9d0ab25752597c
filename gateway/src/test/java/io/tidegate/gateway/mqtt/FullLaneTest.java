package io.tidegate.gateway.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.core.DisconnectCause;
import io.tidegate.gateway.core.Input;
import io.tidegate.gateway.system.MosquittoProcess;
import io.tidegate.gateway.system.MqttPacket;
import io.tidegate.gateway.system.Onlooker;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Messages for us that find no room, and messages that have nothing to acknowledge.
final class FullLaneTest {
  private static final int COMMANDS = 8;

  @TempDir Path folder;

  @Test
  @Tag("mosquitto")
  void commandsThatFoundNoRoomStayWithTheBrokerAndComeOnTheNextConnection() throws IOException {
    try (MosquittoProcess broker = MosquittoProcess.open(folder);
        Trial trial = new Trial(broker.port());
        Onlooker sender = Onlooker.at(broker.port())) {
      trial.subscriptions = List.of("cmd/#");
      trial.commandLimit = 3;
      trial.up(1);
      for (int i = 1; i <= COMMANDS; i++) {
        sender.publish("cmd/led", "command " + i, false);
      }
      for (int i = 1; i <= 3; i++) {
        Input.Arrived arrived = trial.arrived(1, "command " + i);
        trial.uplink().acknowledge(1, arrived.messageId());
      }
      Input.BrokerDown down = trial.down(1);
      assertEquals(DisconnectCause.STOPPED, down.cause());
      assertTrue(down.words().startsWith("more commands came than may wait"), down.words());
      trial.commandLimit = Integer.MAX_VALUE;
      assertTrue(trial.up(2).sessionPresent());
      for (int i = 4; i <= COMMANDS; i++) {
        trial.arrived(2, "command " + i);
      }
      List<String> second =
          trial.all(Input.Arrived.class).stream()
              .filter(arrived -> arrived.connection() == 2)
              .map(arrived -> new String(arrived.payload(), StandardCharsets.UTF_8))
              .toList();
      assertEquals("command 4", second.getFirst(), "in order, and none that was acknowledged");
    }
  }

  @Test
  void aMessageOfQosZeroIsNeverAcknowledged() throws IOException {
    List<Integer> said = new CopyOnWriteArrayList<>();
    try (FaultyServer server = new FaultyServer(socket -> talk(socket, said));
        Trial trial = new Trial(server.port())) {
      trial.up(1);
      Input.Arrived arrived = trial.arrived(1, "on");
      assertEquals(0, arrived.qos());
      trial.uplink().acknowledge(1, arrived.messageId());
      trial.publish(1, 7, "t", "after it");
      trial.acknowledged(1, 7);
      assertEquals(List.of(MqttPacket.PUBLISH), said, "and no PUBACK before it");
    }
  }

  /// A broker that sends one message of QoS 0 and writes down what it hears from then on.
  private static void talk(Socket socket, List<Integer> said) throws IOException {
    MqttPacket.read(socket.getInputStream());
    socket.getOutputStream().write(MqttPacket.connack(false, 0).toBytes());
    byte[] on = "on".getBytes(StandardCharsets.UTF_8);
    socket.getOutputStream().write(MqttPacket.publish(0, "cmd/led", on, 0, false).toBytes());
    for (MqttPacket next = MqttPacket.read(socket.getInputStream());
        next != null;
        next = MqttPacket.read(socket.getInputStream())) {
      said.add(next.type());
      if (next.type() == MqttPacket.PUBLISH) {
        socket.getOutputStream().write(MqttPacket.puback(next.id()).toBytes());
      }
    }
  }
}
