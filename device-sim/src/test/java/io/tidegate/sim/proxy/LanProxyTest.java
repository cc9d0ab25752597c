package io.tidegate.sim.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.net.Lan;
import io.tidegate.sim.net.Tcp;
import io.tidegate.sim.world.World;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Every fault of the network in virtual time, to the nanosecond.
class LanProxyTest {
  private static final long MILLI = 1_000_000L;
  private static final long SECOND = 1_000 * MILLI;

  private final World world = new World(1);
  private final Lan lan = new Lan(world);
  private final List<Lan.Wire> accepted = new ArrayList<>();
  private final LanProxy proxy;

  LanProxyTest() {
    lan.listen(
        "server",
        7,
        connection -> {
          accepted.add(connection);
          return () -> {};
        });
    proxy = new LanProxy(world, lan, "proxy", "server", 7, 1);
  }

  private record Pair(Tcp client, Tcp server) {}

  private Tcp client() {
    Tcp client = lan.connect("proxy", 7, () -> {});
    settle();
    return client;
  }

  private Pair pair() {
    int before = accepted.size();
    Tcp client = client();
    assertEquals(before + 1, accepted.size());
    Pair pair = new Pair(client, accepted.getLast());
    write(pair.client(), "up");
    write(pair.server(), "down");
    assertEquals("up", read(pair.server()));
    assertEquals("down", read(pair.client()));
    return pair;
  }

  private void settle() {
    world.runTo(world.nowNanos());
  }

  private void write(Tcp to, String text) {
    assertEquals(text.length(), to.write(text.getBytes(US_ASCII), 0, text.length()));
    settle();
  }

  private String read(Tcp from) {
    byte[] bytes = new byte[from.available()];
    assertEquals(bytes.length, from.read(bytes, 0, bytes.length));
    settle();
    return new String(bytes, US_ASCII);
  }

  private void pass(long nanos) {
    world.runTo(world.nowNanos() + nanos);
  }

  @Test
  void withoutAFaultBytesAndEndsPassAndAreCounted() {
    Pair pair = pair();
    write(pair.client(), "last words");
    pair.client().close();
    settle();
    assertEquals("last words", read(pair.server()));
    assertEquals(Tcp.State.CLOSED, pair.server().state());
    Traffic traffic = proxy.traffic();
    assertEquals(12, traffic.bytesUp());
    assertEquals(4, traffic.bytesDown());
    assertEquals(1, traffic.accepted());
    assertEquals(0, traffic.open());
  }

  @Test
  void theServersEndReachesTheClientBehindItsLastWords() {
    Pair pair = pair();
    write(pair.server(), "last words");
    pair.server().close();
    settle();
    assertEquals("last words", read(pair.client()));
    assertEquals(Tcp.State.CLOSED, pair.client().state());
  }

  @Test
  void muchMoreThanAnybodyHoldsPassesInOrder() {
    Pair pair = pair();
    StringBuilder sent = new StringBuilder();
    StringBuilder heard = new StringBuilder();
    while (sent.length() < 1_000_000) {
      String text = sent.length() + ",";
      int taken = pair.client().write(text.getBytes(US_ASCII), 0, text.length());
      sent.append(text, 0, taken);
      if (taken < text.length()) {
        settle();
        heard.append(read(pair.server()));
      }
    }
    for (int before = -1; before < heard.length(); ) {
      before = heard.length();
      settle();
      heard.append(read(pair.server()));
    }
    assertEquals(sent.toString(), heard.toString());
  }

  @Test
  void refusedIsNobodyListeningAndClosedIsTakenAndClosed() {
    Pair before = pair();
    proxy.set(new NetFault.Refuse(NetFault.Refusal.REFUSED));
    settle();
    assertEquals(Tcp.State.CLOSED, before.client().state());
    assertEquals(Tcp.State.CLOSED, before.server().state());
    assertEquals("Connection refused", client().words());
    assertEquals(1, proxy.traffic().accepted());
    proxy.set(new NetFault.Refuse(NetFault.Refusal.CLOSED));
    assertEquals("closed by the other side", client().words());
    assertEquals(1, proxy.traffic().turnedAway());
    proxy.lift(NetFault.Kind.REFUSE);
    pair();
  }

  @Test
  void aServerThatIsNotThereIsAnEndForTheClient() {
    lan.reach("server", 7, Lan.Reach.REFUSED);
    assertEquals(Tcp.State.CLOSED, client().state());
    assertEquals(1, proxy.traffic().unreachable());
    lan.reach("server", 7, Lan.Reach.OPEN);
    pair();
  }

  @Test
  void aBlackHoleHoldsBytesEndsAndNewConnectionsUntilItIsGone() {
    Pair pair = pair();
    proxy.set(new NetFault.BlackHole(NetFault.Way.BOTH));
    Tcp fresh = client();
    assertEquals(Tcp.State.ESTABLISHED, fresh.state());
    write(fresh, "anybody?");
    write(pair.client(), "held");
    write(pair.server(), "too");
    pair.client().close();
    pass(100 * SECOND);
    assertEquals("", read(pair.server()));
    assertEquals("", read(pair.client()));
    assertEquals(1, accepted.size());
    proxy.lift(NetFault.Kind.BLACK_HOLE);
    settle();
    assertEquals("held", read(pair.server()));
    assertEquals(Tcp.State.CLOSED, pair.server().state());
    assertEquals("anybody?", read(accepted.getLast()));
  }

  @Test
  void aResetLosesWhatIsUnderWayAndMeetsANewConnectionAtItsFirstByte() {
    Pair pair = pair();
    write(pair.client(), "lost");
    proxy.set(new NetFault.Reset());
    settle();
    assertEquals(Tcp.State.CLOSED, pair.client().state());
    assertEquals(Tcp.State.CLOSED, pair.server().state());
    assertEquals("", read(pair.server()));
    Tcp fresh = client();
    assertEquals(Tcp.State.ESTABLISHED, fresh.state());
    write(fresh, "x");
    assertEquals(Tcp.State.CLOSED, fresh.state());
    proxy.lift(NetFault.Kind.CONNECTION_RESET);
    pair();
  }

  @Test
  void slowIsExactlySoManyBytesASecond() {
    Pair pair = pair();
    pass(SECOND);
    proxy.set(new NetFault.Slow(NetFault.Way.UP, 1_000));
    write(pair.client(), "x".repeat(500));
    pass(399 * MILLI);
    String early = read(pair.server());
    assertTrue(early.length() < 500, early.length() + " bytes in 399 ms, of them 100 saved up");
    pass(101 * MILLI);
    assertEquals(500, early.length() + read(pair.server()).length());
  }

  @Test
  void dribbleIsAByteAndAPause() {
    Pair pair = pair();
    proxy.set(new NetFault.Dribble(NetFault.Way.DOWN, 10 * MILLI));
    write(pair.server(), "abcd");
    for (String each : List.of("a", "b", "c", "d")) {
      assertEquals(each, read(pair.client()));
      pass(10 * MILLI);
    }
  }

  @Test
  void aConnectionIsCutAfterSoManyBytes() {
    Pair pair = pair();
    proxy.set(new NetFault.CutAfter(NetFault.Way.UP, 3));
    write(pair.client(), "abcdef");
    assertEquals("abc", read(pair.server()));
    assertEquals(Tcp.State.CLOSED, pair.client().state());
    assertEquals(Tcp.State.CLOSED, pair.server().state());
  }

  @Test
  void halfOpenIsClosedForOneAndStandsForTheOtherUntilItIsGone() {
    for (NetFault.End closed : NetFault.End.values()) {
      Pair pair = pair();
      boolean client = closed == NetFault.End.CLIENT;
      Tcp told = client ? pair.client() : pair.server();
      Tcp other = client ? pair.server() : pair.client();
      proxy.set(new NetFault.HalfOpen(closed));
      settle();
      assertEquals(Tcp.State.CLOSED, told.state());
      write(other, "is there anybody?");
      pass(1_000 * SECOND);
      assertEquals(Tcp.State.ESTABLISHED, other.state());
      proxy.lift(NetFault.Kind.HALF_OPEN);
      settle();
      assertEquals(Tcp.State.CLOSED, other.state());
    }
  }

  @Test
  void latencyIsExactAndJitterOvertakesNothing() {
    Pair pair = pair();
    proxy.set(new NetFault.Latency(NetFault.Way.UP, 50 * MILLI, 0));
    write(pair.client(), "later");
    pass(50 * MILLI - 1);
    assertEquals("", read(pair.server()));
    pass(1);
    assertEquals("later", read(pair.server()));
    proxy.set(new NetFault.Latency(NetFault.Way.UP, 0, 50 * MILLI));
    StringBuilder sent = new StringBuilder();
    StringBuilder heard = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      write(pair.client(), i + ",");
      sent.append(i).append(',');
      pass(MILLI);
      heard.append(read(pair.server()));
    }
    assertFalse(heard.toString().contentEquals(sent));
    pass(50 * MILLI);
    assertEquals(sent.toString(), heard.append(read(pair.server())).toString());
  }

  @Test
  void anAddressThatIsTakenIsRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> new LanProxy(world, lan, "proxy", "server", 7, 1));
  }
}
