package io.tidegate.sim.proxy;

import static io.tidegate.sim.proxy.Site.end;
import static io.tidegate.sim.proxy.Site.hearsNothing;
import static io.tidegate.sim.proxy.Site.read;
import static io.tidegate.sim.proxy.Site.rest;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What each fault of the network looks like at both ends.
@Timeout(180)
class NetFaultTest {
  private static final long MILLI = 1_000_000L;
  private Site site;

  @BeforeEach
  void begin() throws IOException {
    site = new Site();
  }

  @AfterEach
  void finish() {
    site.close();
  }

  private Site.Pair fine() throws IOException {
    Site.Pair pair = site.pair();
    pair.up("up");
    pair.down("down");
    assertEquals("up", read(pair.server(), 2));
    assertEquals("down", read(pair.client(), 4));
    return pair;
  }

  @Test
  void refusedIsNobodyListeningAndThePortStaysOurs() throws IOException {
    Site.Pair before = fine();
    site.proxy.set(new NetFault.Refuse(NetFault.Refusal.REFUSED));
    assertThrows(ConnectException.class, site::client);
    assertEquals("closed", end(before.client()));
    assertEquals("closed", end(before.server()));
    site.proxy.plug();
    fine();
  }

  @Test
  void refusedByClosingIsTakenAndClosedAtOnce() throws IOException {
    Site.Pair before = fine();
    site.proxy.set(new NetFault.Refuse(NetFault.Refusal.CLOSED));
    assertEquals("closed", end(before.client()));
    Socket turnedAway = site.client();
    Site.write(turnedAway, "hello?");
    assertEquals("closed", end(turnedAway), "in good order, whatever it has said");
    assertTrue(site.isServerLeftAlone());
    assertEquals(1, site.proxy.traffic().turnedAway());
    site.proxy.plug();
    fine();
  }

  @Test
  void aBlackHoleHoldsBytesAndEndsUntilItIsGone() throws IOException {
    Site.Pair pair = fine();
    site.proxy.set(new NetFault.BlackHole(NetFault.Way.BOTH));
    pair.up("held");
    pair.client().shutdownOutput();
    pair.down("too");
    assertTrue(hearsNothing(pair.server()));
    assertTrue(hearsNothing(pair.client()));
    site.proxy.plug();
    assertEquals("held", rest(pair.server()));
    assertEquals("too", read(pair.client(), 3));
  }

  @Test
  void aBlackHoleTakesNewConnectionsAndTheServerHearsOfThemLater() throws IOException {
    site.proxy.set(new NetFault.BlackHole(NetFault.Way.BOTH));
    Socket client = site.client();
    Site.write(client, "is there anybody?");
    assertTrue(site.isServerLeftAlone());
    assertTrue(hearsNothing(client));
    site.proxy.lift(NetFault.Kind.BLACK_HOLE);
    Socket server = site.accepted();
    assertEquals("is there anybody?", read(server, 17));
    Site.write(server, "yes");
    assertEquals("yes", read(client, 3));
  }

  @Test
  void aBlackHoleForOneWayLetsTheOtherPass() throws IOException {
    site.proxy.set(new NetFault.BlackHole(NetFault.Way.DOWN));
    Site.Pair pair = site.pair();
    pair.up("question");
    assertEquals("question", read(pair.server(), 8));
    pair.down("answer");
    assertTrue(hearsNothing(pair.client()));
    site.proxy.set(new NetFault.BlackHole(NetFault.Way.UP));
    assertEquals("answer", read(pair.client(), 6));
    pair.up("more");
    assertTrue(hearsNothing(pair.server()));
  }

  @Test
  void aResetIsOneAtBothEndsAndForEveryNewConnection() throws IOException {
    Site.Pair before = fine();
    site.proxy.set(new NetFault.Reset());
    assertEquals("reset", end(before.client()));
    assertEquals("reset", end(before.server()));
    assertEquals("reset", speakAndEnd(site.client()));
    assertTrue(site.isServerLeftAlone());
    assertEquals(1, site.proxy.traffic().turnedAway());
    site.proxy.plug();
    fine();
  }

  private static String speakAndEnd(Socket client) throws IOException {
    Site.write(client, "x");
    return end(client);
  }

  @Test
  void slowTakesItsTimeAndLosesNothing() throws IOException {
    Site.Pair pair = fine();
    site.proxy.set(new NetFault.Slow(NetFault.Way.UP, 1_000));
    String text = "0123456789".repeat(50);
    long begunNanos = System.nanoTime();
    pair.up(text);
    pair.down("fast");
    assertEquals("fast", read(pair.client(), 4));
    assertEquals(text, read(pair.server(), text.length()));
    long tookMillis = (System.nanoTime() - begunNanos) / MILLI;
    assertTrue(tookMillis >= 400, "500 bytes, of them 100 at once, took " + tookMillis + " ms");
    pair.up("the end");
    site.proxy.plug();
    assertEquals("the end", read(pair.server(), 7));
  }

  @Test
  void dribbleSendsByteAfterByteWithPauses() throws IOException {
    Site.Pair pair = fine();
    site.proxy.set(new NetFault.Dribble(NetFault.Way.BOTH, 10 * MILLI));
    long begunNanos = System.nanoTime();
    pair.down("twenty bytes of text");
    long lastNanos = begunNanos;
    for (char each : "twenty bytes of text".toCharArray()) {
      assertEquals("" + each, read(pair.client(), 1));
      lastNanos = System.nanoTime();
    }
    long tookMillis = (lastNanos - begunNanos) / MILLI;
    assertTrue(tookMillis >= 190, "20 bytes took " + tookMillis + " ms");
  }

  @Test
  void aConnectionIsCutAfterSoManyBytesOfOneWay() throws IOException {
    site.proxy.set(new NetFault.CutAfter(NetFault.Way.UP, 10), Reach.NEW);
    Site.Pair pair = site.pair();
    pair.down("this way everything passes");
    assertEquals("this way everything passes", read(pair.client(), 26));
    pair.up("0123456789 and more");
    assertEquals("0123456789", rest(pair.server()));
    assertEquals("closed", end(pair.client()));
  }

  @Test
  void aPresentConnectionIsCutAfterSoManyBytesFromNow() throws IOException {
    Site.Pair pair = fine();
    site.proxy.set(new NetFault.CutAfter(NetFault.Way.DOWN, 3), Reach.PRESENT);
    pair.down("abcdef");
    assertEquals("abc", rest(pair.client()));
    assertEquals("closed", end(pair.server()));
    fine();
  }

  @Test
  void cutAfterNoByteEndsAtOnceAndACutThatIsLiftedNever() throws IOException {
    Site.Pair pair = fine();
    site.proxy.set(new NetFault.CutAfter(NetFault.Way.BOTH, 5));
    pair.up("1234");
    assertEquals("1234", read(pair.server(), 4));
    site.proxy.plug();
    pair.up("56789");
    assertEquals("56789", read(pair.server(), 5));
    site.proxy.set(new NetFault.CutAfter(NetFault.Way.BOTH, 0));
    assertEquals("closed", end(pair.client()));
    assertEquals("closed", end(site.client()));
  }

  @Test
  void halfOpenIsClosedForOneAndStandsForTheOther() throws IOException {
    Site.Pair one = fine();
    site.proxy.set(new NetFault.HalfOpen(NetFault.End.SERVER));
    assertEquals("closed", end(one.server()));
    one.up("is there anybody?");
    assertTrue(hearsNothing(one.client()));
    site.proxy.plug();
    assertEquals("reset", end(one.client()), "who comes back knows nothing of it");

    Site.Pair other = fine();
    site.proxy.set(new NetFault.HalfOpen(NetFault.End.CLIENT));
    assertEquals("closed", end(other.client()));
    assertTrue(hearsNothing(other.server()));
    site.proxy.plug();
    assertEquals("reset", end(other.server()));
    fine();
  }

  @Test
  void aNewConnectionIsHalvedAsSoonAsItIsMade() throws IOException {
    site.proxy.set(new NetFault.HalfOpen(NetFault.End.SERVER), Reach.NEW);
    Site.Pair pair = site.pair();
    assertEquals("closed", end(pair.server()));
    assertTrue(hearsNothing(pair.client()));
  }

  @Test
  void latencyDelaysEachWayAndNothingOvertakes() throws IOException {
    Site.Pair pair = fine();
    site.proxy.set(new NetFault.Latency(NetFault.Way.BOTH, 50 * MILLI, 20 * MILLI));
    long begunNanos = System.nanoTime();
    StringBuilder sent = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      pair.up(i + ",");
      sent.append(i).append(',');
    }
    assertEquals(sent.toString(), read(pair.server(), sent.length()));
    pair.down("there");
    assertEquals("there", read(pair.client(), 5));
    long tookMillis = (System.nanoTime() - begunNanos) / MILLI;
    assertTrue(tookMillis >= 100, "there and back took " + tookMillis + " ms");
  }

  @Test
  void faultsOfDifferentKindsAddUpAndGoOneByOne() throws IOException {
    Site.Pair pair = fine();
    site.proxy.set(new NetFault.Latency(NetFault.Way.UP, 100 * MILLI, 0));
    site.proxy.set(new NetFault.BlackHole(NetFault.Way.DOWN));
    site.proxy.set(new NetFault.CutAfter(NetFault.Way.UP, 4));
    assertEquals(
        List.of(NetFault.Kind.BLACK_HOLE, NetFault.Kind.CUT_AFTER, NetFault.Kind.LATENCY),
        site.proxy.faults().stream().map(NetFault::kind).toList());
    pair.down("later");
    assertTrue(hearsNothing(pair.client()));
    site.proxy.lift(NetFault.Kind.BLACK_HOLE);
    assertEquals("later", read(pair.client(), 5));
    long begunNanos = System.nanoTime();
    pair.up("123456");
    assertEquals("1234", rest(pair.server()));
    assertTrue(System.nanoTime() - begunNanos >= 100 * MILLI);
    site.proxy.plug();
    assertEquals(List.of(), site.proxy.faults());
  }

  @Test
  void aFaultReachesThePresentOnesOrTheNewOnesAsWished() throws IOException {
    Site.Pair present = fine();
    site.proxy.set(new NetFault.BlackHole(NetFault.Way.BOTH), Reach.PRESENT);
    fine();
    present.up("x");
    assertTrue(hearsNothing(present.server()));
    site.proxy.plug();
    assertEquals("x", read(present.server(), 1));
    site.proxy.set(new NetFault.Reset(), Reach.NEW);
    present.up("y");
    assertEquals("y", read(present.server(), 1));
    assertEquals("reset", speakAndEnd(site.client()));
  }

  @Test
  void aShareOfTheConnectionsIsHitTheSameOnesForTheSameSeed() throws IOException {
    List<String> first = halfRefused(7);
    assertEquals(first, halfRefused(7));
    assertTrue(first.contains("reset") && first.contains("stands"), "" + first);
    assertTrue(!first.equals(halfRefused(8)), "another seed, others");
  }

  private static List<String> halfRefused(long seed) throws IOException {
    List<String> ends = new ArrayList<>();
    try (Site site = new Site(seed)) {
      site.proxy.set(new NetFault.Reset(), Reach.NEW, 0.5);
      for (int i = 0; i < 40; i++) {
        Socket client = site.client();
        Site.write(client, "x");
        long done = i + 1;
        Site.await(() -> turnedAway(site) + passed(site) == done, () -> "not decided");
        ends.add(turnedAway(site) > count(ends) ? "reset" : "stands");
        assertTrue(ends.getLast().equals("stands") || end(client).equals("reset"));
      }
    }
    return ends;
  }

  private static long turnedAway(Site site) {
    return site.proxy.traffic().turnedAway();
  }

  private static long passed(Site site) {
    return site.proxy.traffic().bytesUp();
  }

  private static long count(List<String> ends) {
    return ends.stream().filter("reset"::equals).count();
  }

  @Test
  void valuesOutOfRangeAreRefusedWithWhatWasExpected() {
    refused("bytes_per_second: expected a whole number, 1 to 100000000; got 0", () -> slow(0));
    refused("bytes_per_second: expected a whole number, 1 to 100000000; got -1", () -> slow(-1));
    refused(
        "gap: expected a duration, 1 ms to 60 s; got 0",
        () -> new NetFault.Dribble(NetFault.Way.UP, 0));
    refused(
        "bytes: expected a whole number, 0 to 999999999; got -1",
        () -> new NetFault.CutAfter(NetFault.Way.UP, -1));
    refused(
        "delay: expected a duration, 0 to 60 s; got -5 ns",
        () -> new NetFault.Latency(NetFault.Way.UP, -5, 0));
    refused(
        "jitter: expected a duration, 0 to 60 s; got 60000.000001 ms",
        () -> new NetFault.Latency(NetFault.Way.UP, 0, 60_000 * MILLI + 1));
    refused(
        "expected a share above 0, at most 1, of the connections, got 0.0",
        () -> site.proxy.set(new NetFault.Reset(), Reach.NEW, 0));
    refused(
        "expected a share of 1: where nobody listens all are refused, got 0.5",
        () -> site.proxy.set(new NetFault.Refuse(NetFault.Refusal.REFUSED), Reach.NEW, 0.5));
  }

  private static NetFault slow(int bytes) {
    return new NetFault.Slow(NetFault.Way.UP, bytes);
  }

  private static void refused(String words, Runnable making) {
    assertEquals(
        words, assertThrows(IllegalArgumentException.class, making::run, words).getMessage());
  }
}
