package io.tidegate.gateway.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.core.DisconnectCause;
import io.tidegate.gateway.core.Input;
import io.tidegate.gateway.system.Eventually;
import io.tidegate.gateway.system.MosquittoProcess;
import io.tidegate.gateway.system.MqttPacket;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is no broker, or none that lets us in: each has words of its own, and no thread stays.
final class PahoUplinkTroubleTest {

  @Test
  void aClosedPortIsRefusedAndTheWordsAskForABroker() throws IOException {
    int port = MosquittoProcess.freePort("127.0.0.1");
    try (Trial trial = new Trial(port)) {
      Input.BrokerDown down = trial.refused(1);
      assertEquals(DisconnectCause.REFUSED, down.cause());
      assertEquals(
          "tcp://127.0.0.1:" + port + " refused: is a broker listening there?", down.words());
    }
  }

  @Test
  void anUnknownHostIsNamed() {
    try (Trial trial = new Trial(new Server("broker.nowhere.invalid", 1883, false))) {
      Input.BrokerDown down = trial.refused(1);
      assertEquals(DisconnectCause.UNKNOWN_HOST, down.cause());
      assertEquals("no such host: broker.nowhere.invalid", down.words());
    }
  }

  @Test
  void aServerThatNeverAnswersIsGivenUpAfterTheLimit() throws IOException {
    try (FaultyServer silent = FaultyServer.silent();
        Trial trial = new Trial(silent.port())) {
      trial.connectLimitSeconds = 1;
      Input.BrokerDown down = trial.refused(1);
      assertEquals(DisconnectCause.NO_ANSWER, down.cause());
      assertEquals(
          "tcp://127.0.0.1:"
              + silent.port()
              + " accepted the connection and did not answer within 1 s: is that an MQTT broker?",
          down.words());
      trial.awaitNoPahoThread();
    }
  }

  @Test
  void aSubscriptionThatIsNeverAnsweredIsGivenUpAfterTheLimit() throws IOException {
    FaultyServer.Conduct connackOnly =
        socket -> {
          MqttPacket.read(socket.getInputStream());
          socket.getOutputStream().write(MqttPacket.connack(false, 0).toBytes());
          socket.getInputStream().readAllBytes();
        };
    try (FaultyServer server = new FaultyServer(connackOnly);
        Trial trial = new Trial(server.port())) {
      trial.connectLimitSeconds = 1;
      trial.subscriptions = List.of("set/#");
      Input.BrokerDown down = trial.refused(1);
      assertEquals(DisconnectCause.NO_ANSWER, down.cause(), down.words());
      assertTrue(trial.all(Input.BrokerUp.class).isEmpty());
      trial.awaitNoPahoThread();
    }
  }

  @Test
  void aServerThatClosesWithoutAnAnswerIsSaidToDoSo() throws IOException {
    FaultyServer.Conduct closing =
        socket -> {
          MqttPacket.read(socket.getInputStream());
          socket.close();
        };
    try (FaultyServer server = new FaultyServer(closing);
        Trial trial = new Trial(server.port())) {
      Input.BrokerDown down = trial.refused(1);
      assertEquals(DisconnectCause.LOST, down.cause());
      assertEquals(
          "tcp://127.0.0.1:" + server.port() + " closed the connection without an answer",
          down.words());
    }
  }

  @Test
  void aServerThatResetsMakesOneAskForTls() throws IOException {
    FaultyServer.Conduct resetting =
        socket -> {
          // a reset before the first byte may come while the other side still connects
          socket.getInputStream().read();
          socket.setSoLinger(true, 0);
          socket.close();
        };
    try (FaultyServer server = new FaultyServer(resetting);
        Trial trial = new Trial(server.port())) {
      Input.BrokerDown down = trial.refused(1);
      assertEquals(DisconnectCause.LOST, down.cause());
      assertTrue(down.words().endsWith(" (is this a port for TLS? then ssl://)"), down.words());
      assertFalse(down.words().contains("java."), down.words());
    }
  }

  @Test
  void aSubscriptionTheBrokerForbidsIsNamed() throws IOException {
    FaultyServer.Conduct forbidding =
        socket -> {
          MqttPacket.read(socket.getInputStream());
          socket.getOutputStream().write(MqttPacket.connack(false, 0).toBytes());
          MqttPacket subscribe = MqttPacket.read(socket.getInputStream());
          byte[] granted = {subscribe.body()[0], subscribe.body()[1], 1, (byte) 0x80};
          MqttPacket answer = new MqttPacket(MqttPacket.SUBACK, 0, granted);
          socket.getOutputStream().write(answer.toBytes());
          socket.getInputStream().readAllBytes();
        };
    try (FaultyServer server = new FaultyServer(forbidding);
        Trial trial = new Trial(server.port())) {
      trial.subscriptions = List.of("set/#", "secret/#");
      Input.BrokerDown down = trial.refused(1);
      assertEquals(DisconnectCause.NOT_AUTHORISED, down.cause(), down.words());
      assertEquals(
          "tcp://127.0.0.1:"
              + server.port()
              + " does not let us subscribe to secret/#: see its access list",
          down.words());
      trial.awaitNoPahoThread();
    }
  }

  @Test
  void eachRefusalOfTheBrokerHasItsOwnWords() throws IOException {
    assertRefusal(1, DisconnectCause.PROTOCOL_REFUSED, "does not speak MQTT 3.1.1");
    assertRefusal(2, DisconnectCause.CLIENT_ID_REFUSED, "does not accept the client id trial-");
    assertRefusal(3, DisconnectCause.SERVER_UNAVAILABLE, "says that it is unavailable now");
    assertRefusal(4, DisconnectCause.BAD_CREDENTIALS, "refused the name or password (user anna)");
    assertRefusal(5, DisconnectCause.NOT_AUTHORISED, "says not authorised (user anna)");
  }

  private static void assertRefusal(int code, DisconnectCause cause, String part)
      throws IOException {
    try (FaultyServer server = FaultyServer.refusing(code);
        Trial trial = new Trial(server.port())) {
      trial.username = "anna";
      Input.BrokerDown down = trial.refused(1);
      assertEquals(cause, down.cause());
      assertTrue(down.words().contains(part), down.words());
      trial.awaitNoPahoThread();
    }
  }

  @Test
  void somethingElseThanABrokerIsAFailedAttempt() throws IOException {
    FaultyServer.Conduct web =
        socket -> {
          socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes());
          socket.getInputStream().readAllBytes();
        };
    try (FaultyServer server = new FaultyServer(web);
        Trial trial = new Trial(server.port())) {
      trial.connectLimitSeconds = 2;
      trial.refused(1);
      assertTrue(trial.all(Input.BrokerUp.class).isEmpty());
      trial.awaitNoPahoThread();
    }
  }

  /// Paho's start race: a connection that ends while its threads start leaves one of them spinning.
  @Test
  void aConnectionThatIsDroppedWhileItStartsLeavesNoThread() throws IOException {
    List<Trial> trials = new ArrayList<>();
    List<FaultyServer> servers = new ArrayList<>();
    try {
      for (int i = 0; i < 30; i++) {
        servers.add(droppingAfter(i % 10 * 35L, i % 3 == 0));
        trials.add(new Trial(servers.getLast().port()));
        trials.getLast().uplink().connect(1);
      }
      for (Trial trial : trials) {
        trial.down(1);
        trial.awaitNoPahoThread();
        // the very end may be seen while connecting (no up) or after it (up, then down): never more
        assertEquals(1, trial.all(Input.BrokerDown.class).size());
      }
      trials.forEach(Trial::end);
      trials.forEach(Trial::awaitNoThread);
    } finally {
      for (FaultyServer server : servers) {
        server.close();
      }
      trials.forEach(Trial::close);
    }
  }

  private static FaultyServer droppingAfter(long millis, boolean byReset) throws IOException {
    return new FaultyServer(
        socket -> {
          MqttPacket.read(socket.getInputStream());
          socket.getOutputStream().write(MqttPacket.connack(false, 0).toBytes());
          Eventually.pass(millis);
          if (byReset) {
            socket.setSoLinger(true, 0);
          }
          socket.close();
        });
  }

  @Test
  void closingDuringAnAttemptDoesNotWaitForItsLimit() throws IOException {
    try (FaultyServer silent = FaultyServer.silent();
        Trial trial = new Trial(silent.port())) {
      trial.connectLimitSeconds = 60;
      trial.uplink().connect(1);
      Eventually.await(60_000, () -> silent.accepted() == 1, () -> "no connection was made");
      trial.uplink().close(1, false);
      trial.down(1);
      trial.awaitNoPahoThread();
    }
  }

  @Test
  void closingTheUplinkDuringAnAttemptLeavesNoThread() throws IOException {
    try (FaultyServer silent = FaultyServer.silent();
        Trial trial = new Trial(silent.port())) {
      trial.connectLimitSeconds = 60;
      trial.uplink().connect(1);
      Eventually.await(60_000, () -> silent.accepted() == 1, () -> "no connection was made");
      long begunNanos = System.nanoTime();
      trial.end();
      long tookMillis = (System.nanoTime() - begunNanos) / 1_000_000;
      assertTrue(tookMillis < 20_000, "close took " + tookMillis + " ms");
      trial.awaitNoThread();
    }
  }

  @Test
  void eachConnectionIsToldItsEndExactlyOnce() throws IOException {
    try (FaultyServer refusing = FaultyServer.refusing(5);
        Trial trial = new Trial(refusing.port())) {
      for (int connection = 1; connection <= 5; connection++) {
        trial.refused(connection);
        trial.uplink().close(connection, false);
        trial.uplink().close(connection, true);
      }
      trial.end();
      trial.awaitNoThread();
      assertEquals(
          List.of(1L, 2L, 3L, 4L, 5L),
          trial.all(Input.BrokerDown.class).stream().map(Input.BrokerDown::connection).toList());
      assertFalse(trial.publish(5, 1, "t", "x"));
    }
  }
}
