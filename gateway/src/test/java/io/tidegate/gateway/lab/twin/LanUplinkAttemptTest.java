package io.tidegate.gateway.lab.twin;

import static io.tidegate.gateway.lab.twin.LanSite.CONNECT_LIMIT_SECONDS;
import static io.tidegate.gateway.lab.twin.LanSite.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.tidegate.gateway.core.DisconnectCause;
import io.tidegate.gateway.core.Input;
import io.tidegate.gateway.mqtt.Server;
import io.tidegate.gateway.mqtt.Words;
import io.tidegate.sim.mqtt.Packet;
import io.tidegate.sim.mqtt.PacketWriter;
import io.tidegate.sim.net.Lan;
import io.tidegate.sim.proxy.NetFault;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Attempts to connect that come to nothing: each cause is told apart, in the words of the real
/// uplink, and once.
class LanUplinkAttemptTest {
  private static final Server OTHER = new Server("other", 1_883, false);

  private void fails(LanSite site, long afterSeconds, DisconnectCause cause, String words) {
    site.uplink.connect(1);
    if (afterSeconds > 0) {
      site.pass(afterSeconds * SECOND - 1);
      assertEquals(List.of(), site.told);
      site.pass(1);
    } else {
      site.pass(0);
    }
    Input.BrokerDown down = site.down(1);
    assertEquals(cause, down.cause());
    assertEquals(words, down.words());
    site.pass(100 * SECOND);
    site.down(1);
    assertFalse(site.publish(1, 1, 1));
    assertEquals(0, site.broker.connected());
  }

  @Test
  void nobodyListens() {
    LanSite site = new LanSite();
    site.reach(Lan.Reach.REFUSED);
    fails(
        site,
        0,
        DisconnectCause.REFUSED,
        "tcp://broker:1883 refused: is a broker listening there?");
  }

  @Test
  void thereIsNoSuchHost() {
    fails(new LanSite(OTHER), 0, DisconnectCause.UNKNOWN_HOST, "no such host: other");
  }

  @Test
  void theNetworkIsSilent() {
    LanSite site = new LanSite();
    site.reach(Lan.Reach.SILENT);
    fails(
        site,
        CONNECT_LIMIT_SECONDS,
        DisconnectCause.UNREACHABLE,
        "tcp://broker:1883 did not answer within 10 s");
  }

  @Test
  void theConnectionIsTakenAndNothingIsAnswered() {
    LanSite site = new LanSite();
    site.reach(Lan.Reach.HOLLOW);
    fails(
        site,
        CONNECT_LIMIT_SECONDS,
        DisconnectCause.NO_ANSWER,
        "tcp://broker:1883 accepted the connection and did not answer within 10 s: is that an MQTT"
            + " broker?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 | PROTOCOL_REFUSED   | does not speak MQTT 3.1.1",
        "2 | CLIENT_ID_REFUSED  | does not accept the client id gateway",
        "3 | SERVER_UNAVAILABLE | says that it is unavailable now",
        "4 | BAD_CREDENTIALS    | refused the name or password (user somebody)",
        "5 | NOT_AUTHORISED     | says not authorised (user somebody): wrong name or password, or this client may not connect"
      })
  void theBrokerRefuses(int code, DisconnectCause cause, String words) {
    LanSite site = new LanSite();
    site.proxy.set(new NetFault.ConnackRefused(code));
    fails(site, 0, cause, "tcp://broker:1883 " + words);
  }

  @Test
  void theGatewayEndsIt() {
    LanSite site = new LanSite();
    site.reach(Lan.Reach.SILENT);
    site.uplink.connect(1);
    site.uplink.close(1, true);
    assertEquals(new Input.BrokerDown(1, DisconnectCause.STOPPED, Words.ENDED), site.down(1));
    site.reach(Lan.Reach.HOLLOW);
    site.uplink.connect(2);
    site.pass(SECOND);
    site.uplink.close(2, false);
    assertEquals(new Input.BrokerDown(2, DisconnectCause.STOPPED, Words.ENDED), site.down(2));
  }

  /// A server that answers each time something comes, with the next of these.
  private static final class Scripted implements Lan.Server {
    private final List<byte[]> answers = new ArrayList<>();
    private final boolean closes;

    Scripted(boolean closes, byte[]... answers) {
      this.closes = closes;
      this.answers.addAll(List.of(answers));
    }

    @Override
    public Runnable accept(Lan.Wire connection) {
      byte[] heard = new byte[1_000];
      return () -> {
        if (connection.read(heard, 0, heard.length) == 0) {
          return;
        }
        if (!answers.isEmpty()) {
          byte[] next = answers.removeFirst();
          connection.write(next, 0, next.length);
        } else if (closes) {
          connection.close();
        }
      };
    }
  }

  private void fails(Scripted server, long afterSeconds, DisconnectCause cause, String words) {
    LanSite site = new LanSite(OTHER);
    site.lan.listen("other", 1_883, server);
    fails(site, afterSeconds, cause, words);
  }

  private static final byte[] WELCOME = PacketWriter.bytes(new Packet.Connack(false, 0));

  @Test
  void theOtherSideCloses() {
    fails(
        new Scripted(true),
        0,
        DisconnectCause.LOST,
        "tcp://other:1883 closed the connection without an answer");
    fails(new Scripted(true, WELCOME), 0, DisconnectCause.LOST, Words.CLOSED);
  }

  @Test
  void theOtherSideSpeaksSomethingElse() {
    fails(
        new Scripted(false, "HTTP/1.1 400 Bad Request\r\n".repeat(4).getBytes()),
        0,
        DisconnectCause.LOST,
        "tcp://other:1883: flags 8 in a packet of type 4");
    fails(
        new Scripted(false, PacketWriter.bytes(new Packet.Pingresp())),
        0,
        DisconnectCause.LOST,
        "tcp://other:1883: nobody expects this of a broker now: Pingresp[]");
    fails(
        new Scripted(false, WELCOME, WELCOME),
        0,
        DisconnectCause.LOST,
        "connection lost: nobody expects this of a broker now: Connack[sessionPresent=false,"
            + " code=0]");
    fails(
        new Scripted(false, PacketWriter.bytes(new Packet.Connack(false, 9))),
        0,
        DisconnectCause.LOST,
        "tcp://other:1883: expected a code from 0 to 5 in its answer, got 9");
  }

  @Test
  void aSubscriptionIsRefusedOrNotAnswered() {
    fails(
        new Scripted(false, WELCOME, PacketWriter.bytes(new Packet.Suback(1, List.of(1, 0x80)))),
        0,
        DisconnectCause.NOT_AUTHORISED,
        "tcp://other:1883 does not let us subscribe to status: see its access list");
    fails(
        new Scripted(false, WELCOME),
        CONNECT_LIMIT_SECONDS,
        DisconnectCause.NO_ANSWER,
        "tcp://other:1883 accepted the connection and did not answer within 10 s: is that an MQTT"
            + " broker?");
  }
}
