package io.tidegate.sim.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.mqtt.Packet;
import io.tidegate.sim.net.Lan;
import io.tidegate.sim.net.Tcp;
import io.tidegate.sim.world.World;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VirtualBrokerTest {
  private static final long SECOND = 1_000_000_000L;
  private final World world = new World(1);
  private final Lan lan = new Lan(world);
  private final List<Packet.Publish> seen = new ArrayList<>();
  private final VirtualBroker broker = new VirtualBroker(world, seen::add);

  VirtualBrokerTest() {
    lan.listen("broker", 1_883, broker);
  }

  private LanClient client() {
    return new LanClient(world, lan);
  }

  private LanClient client(String id, boolean clean, Packet.Publish will) throws IOException {
    return new LanClient(world, lan, id, clean, will);
  }

  private static Packet.Publish message(String topic, String text) {
    return new Packet.Publish(false, 0, false, topic, 0, text.getBytes(UTF_8));
  }

  @Test
  void messagesReachWhoWantsThemAndTheWitness() throws IOException {
    LanClient one = client("one", true, null);
    LanClient two = client("two", true, null);
    one.subscribe("a/+");
    two.say(message("a/b", "1"));
    two.say(message("b", "2"));
    broker.publish("a/c", "3", true);
    assertEquals(List.of("a/b 1", "a/c 3"), one.messages());
    assertEquals(3, seen.size());
    assertEquals("3", broker.retained("a/c"));
    assertEquals(2, broker.connected());
  }

  @Test
  void aSilentClientIsThrownOutAfterOneAndAHalfTimesItsKeepAliveAndItsWillSpeaks()
      throws IOException {
    client("one", true, message("one/status", "offline"));
    world.runTo(22 * SECOND);
    assertEquals(1, broker.connected());
    world.runTo(23 * SECOND);
    assertEquals(0, broker.connected());
    assertEquals("one/status", seen.getFirst().topic());
  }

  @Test
  void whoNeverConnectsIsThrownOutAfterTenSeconds() {
    LanClient mute = client();
    world.runTo(9 * SECOND);
    assertEquals(Tcp.State.ESTABLISHED, mute.tcp.state());
    world.runTo(11 * SECOND);
    assertEquals(Tcp.State.CLOSED, mute.tcp.state());
  }

  @Test
  void disconnectIsNoDeathAndTheSameNameThrowsTheOtherOut() throws IOException {
    LanClient one = client("one", true, message("one/status", "offline"));
    one.say(new Packet.Disconnect());
    assertEquals(0, broker.connected());
    assertEquals(List.of(), seen);
    LanClient older = client("one", true, null);
    client("one", true, null);
    older.hear();
    assertEquals(Tcp.State.CLOSED, older.tcp.state());
    assertEquals(1, broker.connected());
  }

  @Test
  void aCutEndsAllAndAKeptSessionHoldsWhatCameMeanwhile() throws IOException {
    LanClient one = client("one", false, null);
    one.subscribe("a");
    broker.cut();
    one.hear();
    assertEquals(Tcp.State.CLOSED, one.tcp.state());
    broker.publish("a", "meanwhile", false);
    assertEquals(List.of("a meanwhile"), client("one", false, null).messages());
  }

  @Test
  void whoDoesNotReadLosesMessagesAndHoldsNobodyUp() throws IOException {
    LanClient lazy = client("lazy", true, null);
    lazy.say(new Packet.Subscribe(2, List.of(new Packet.Wish("a", 0))));
    LanClient busy = client("busy", true, null);
    String much = "x".repeat(1_000);
    for (int i = 0; i < 1_000; i++) {
      busy.say(message("a", much));
    }
    assertTrue(broker.dropped() > 500, "dropped " + broker.dropped());
    int got = lazy.messages().size();
    assertEquals(1_000 - broker.dropped(), got);
  }

  @Test
  void whatBreaksTheProtocolEndsTheConnection() throws IOException {
    LanClient client = client("one", true, null);
    client.say(new Packet.Pubcomp(7));
    assertEquals(Tcp.State.CLOSED, client.tcp.state());
    assertEquals(0, broker.connected());
  }

  private static Packet.Publish exactlyOnce(int id, String text) {
    return new Packet.Publish(false, 2, false, "a", id, text.getBytes(UTF_8));
  }

  @Test
  void aMessageOfQosTwoGoesOnOnceWhenItIsReleasedWhateverConnectionItCameOn() throws IOException {
    LanClient other = client("other", true, null);
    other.subscribe("a");
    LanClient older = client("one", false, null);
    older.say(exactlyOnce(7, "1"));
    older.say(exactlyOnce(7, "1"));
    assertEquals(new Packet.Pubrec(7), older.got.getLast());
    assertEquals(List.of(), other.messages());
    older.tcp.close();
    LanClient one = client("one", false, null);
    one.say(new Packet.Pubrel(7));
    one.say(new Packet.Pubrel(7));
    assertEquals(List.of("a 1"), other.messages());
    assertEquals(new Packet.Pubcomp(7), one.got.getLast());
    one.say(exactlyOnce(7, "2"));
    one.say(new Packet.Pubrel(7));
    assertEquals(List.of("a 1", "a 2"), other.messages());
  }

  @Test
  void whoReleasesNothingIsThrownOut() throws IOException {
    LanClient one = client("one", false, null);
    for (int id = 1; id <= Session.HELD_LIMIT; id++) {
      one.say(exactlyOnce(id, "x"));
    }
    assertEquals(Tcp.State.ESTABLISHED, one.tcp.state());
    one.say(exactlyOnce(Session.HELD_LIMIT + 1, "x"));
    assertEquals(Tcp.State.CLOSED, one.tcp.state());
  }
}
