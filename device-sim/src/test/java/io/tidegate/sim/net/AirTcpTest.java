package io.tidegate.sim.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.world.World;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AirTcpTest {
  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1_000 * MILLI;

  /// A station, and a server that does nothing by itself.
  private static final class Site {
    final World world;
    final Lan lan;
    final AccessPoint accessPoint;
    final Station station;
    final List<Tcp> accepted = new ArrayList<>();
    Tcp tcp;

    Site(long seed, Reception reception) {
      world = new World(seed);
      lan = new Lan(world);
      accessPoint = new AccessPoint("garden", "", lan);
      station = new Station(world, List.of(accessPoint));
      lan.listen(
          "server",
          7,
          connection -> {
            accepted.add(connection);
            return () -> {};
          });
      station.begin("garden", "");
      runFor(6 * SECOND);
      accessPoint.reception(reception);
      tcp = station.connect("server", 7, () -> {});
      for (int i = 0; i < 600 && tcp.state() == Tcp.State.CONNECTING; i++) {
        runFor(100 * MILLI);
      }
      assertEquals(Tcp.State.ESTABLISHED, tcp.state(), tcp.words());
    }

    Tcp far() {
      return accepted.getFirst();
    }

    void runFor(long nanos) {
      world.runTo(world.nowNanos() + nanos);
    }
  }

  @Test
  void everyByteArrivesOnceAndInOrderHoweverManyAreLost() {
    for (long seed = 1; seed <= 20; seed++) {
      Site site = new Site(seed, Reception.WEAK);
      Random random = new Random(seed);
      byte[] sent = new byte[5_000];
      random.nextBytes(sent);
      assertArrayEquals(sent, carried(site, site.tcp, site.far(), sent), "up, seed " + seed);
      assertArrayEquals(sent, carried(site, site.far(), site.tcp, sent), "down, seed " + seed);
    }
  }

  private static byte[] carried(Site site, Tcp from, Tcp to, byte[] sent) {
    ByteArrayOutputStream got = new ByteArrayOutputStream();
    byte[] some = new byte[300];
    for (int turn = 0, at = 0; got.size() < sent.length && turn < 20_000; turn++) {
      at += from.write(sent, at, Math.min(700, sent.length - at));
      site.runFor(20 * MILLI);
      got.write(some, 0, to.read(some, 0, some.length));
    }
    return got.toByteArray();
  }

  @Test
  void aPacketTakesItsTimeThereAndBack() {
    Site site = new Site(1, new Reception(-60, 0, 100 * MILLI, 0));
    site.tcp.write(new byte[10], 0, 10);
    site.runFor(99 * MILLI);
    assertEquals(0, site.far().available());
    site.runFor(MILLI);
    assertEquals(10, site.far().available());
  }

  @Test
  void whatTheBoardDoesNotReadFillsItsWindowAndNoMore() {
    Site site = new Site(1, Reception.GOOD);
    byte[] much = new byte[10_000];
    assertEquals(much.length, site.far().write(much, 0, much.length));
    site.runFor(10 * SECOND);
    assertEquals(AirTcp.WINDOW_BYTES, site.tcp.available());
    assertEquals(1_000, site.tcp.read(new byte[1_000], 0, 1_000));
    site.runFor(SECOND);
    assertEquals(AirTcp.WINDOW_BYTES, site.tcp.available());
  }

  @Test
  void theBoardsStackTakesTwoSegmentsAndNoMore() {
    Site site = new Site(1, Reception.GOOD);
    site.accessPoint.on(false);
    assertEquals(AirTcp.SEND_BYTES, site.tcp.write(new byte[5_000], 0, 5_000));
    assertEquals(0, site.tcp.write(new byte[1], 0, 1));
  }

  @Test
  void whatWasWrittenBeforeTheEndArrivesBeforeIt() {
    Site site = new Site(1, Reception.GOOD);
    site.tcp.write(new byte[900], 0, 900);
    site.tcp.close();
    assertEquals(Tcp.State.CLOSED, site.tcp.state());
    site.runFor(SECOND);
    assertEquals(900, site.far().available());
    assertEquals(Tcp.State.CLOSED, site.far().state());
    assertEquals("closed by the other side", site.far().words());
  }

  @Test
  void whoeverWritesToOneThatHasClosedLearnsOfItBeforeAllItsBytesHaveCome() {
    Site site = new Site(1, Reception.GOOD);
    site.far().write(new byte[30_000], 0, 30_000);
    site.far().close();
    site.runFor(SECOND);
    assertEquals(Tcp.State.ESTABLISHED, site.tcp.state());
    assertEquals(10, site.tcp.write(new byte[10], 0, 10));
    site.runFor(SECOND);
    assertEquals(Tcp.State.CLOSED, site.tcp.state());
    assertEquals("reset by the other side", site.tcp.words());
    assertEquals(AirTcp.WINDOW_BYTES, site.tcp.available());
  }

  @Test
  void theOtherSidesEndComesAfterItsBytes() {
    Site site = new Site(1, Reception.GOOD);
    site.far().write(new byte[3_000], 0, 3_000);
    site.far().close();
    site.runFor(SECOND);
    assertEquals(Tcp.State.ESTABLISHED, site.tcp.state(), "the window is full");
    assertEquals(2_000, site.tcp.read(new byte[2_000], 0, 2_000));
    site.runFor(SECOND);
    assertEquals(Tcp.State.CLOSED, site.tcp.state());
    assertEquals(1_000, site.tcp.available());
  }

  @Test
  void aVanishedBoardIsNotMissedByTheServer() {
    Site site = new Site(1, Reception.GOOD);
    site.tcp.vanish();
    site.runFor(60 * SECOND);
    assertEquals(Tcp.State.ESTABLISHED, site.far().state());
    assertTrue(site.far().write(new byte[10], 0, 10) > 0);
  }

  @Test
  void whereNobodyListensAndWhereThereIsNobody() {
    Site site = new Site(1, Reception.GOOD);
    Tcp refused = site.station.connect("server", 8, () -> {});
    Tcp unknown = site.station.connect("nowhere", 7, () -> {});
    site.runFor(SECOND);
    assertEquals("Connection refused", refused.words());
    assertEquals("no such host: nowhere", unknown.words());
  }

  @Test
  void aSilentServerIsNeitherReachedNorLostAndARefusingOneTakesNobodyNew() {
    Site site = new Site(1, Reception.GOOD);
    site.lan.reach("server", 7, Lan.Reach.SILENT);
    Tcp waiting = site.station.connect("server", 7, () -> {});
    site.tcp.write(new byte[5], 0, 5);
    site.runFor(30 * SECOND);
    assertEquals(Tcp.State.CONNECTING, waiting.state());
    assertEquals(Tcp.State.ESTABLISHED, site.tcp.state());
    assertEquals(0, site.far().available());
    site.lan.reach("server", 7, Lan.Reach.REFUSED);
    site.runFor(SECOND);
    assertEquals("Connection refused", waiting.words());
    assertEquals(5, site.far().available());
  }

  @Test
  void toCloseItTwiceIsToCloseItOnce() {
    Site site = new Site(1, Reception.GOOD);
    site.tcp.write(new byte[900], 0, 900);
    site.tcp.close();
    site.tcp.close();
    site.runFor(SECOND);
    assertEquals(900, site.far().available());
    assertEquals("closed by the other side", site.far().words());
    site.tcp.close();
    site.tcp.end();
    assertEquals("closed here", site.tcp.words());
  }

  @Test
  void whoHasEndedStillHears() {
    Site site = new Site(1, Reception.GOOD);
    site.far().staysOpen();
    site.tcp.write(new byte[900], 0, 900);
    site.tcp.end();
    assertEquals(0, site.tcp.write(new byte[1], 0, 1));
    site.runFor(SECOND);
    assertEquals(900, site.far().available());
    assertEquals(Tcp.State.ENDED, site.far().state());
    assertEquals(Tcp.State.ESTABLISHED, site.tcp.state());
    site.far().write(new byte[1_000], 0, 1_000);
    site.far().close();
    site.runFor(SECOND);
    assertEquals(1_000, site.tcp.available());
    assertEquals("closed by the other side", site.tcp.words());
  }

  @Test
  void whoStaysOpenStillTalksToOneThatHasEnded() {
    Site site = new Site(1, Reception.GOOD);
    site.tcp.staysOpen();
    site.far().write(new byte[1_000], 0, 1_000);
    site.far().end();
    site.runFor(SECOND);
    assertEquals(1_000, site.tcp.available());
    assertEquals(Tcp.State.ENDED, site.tcp.state());
    site.tcp.write(new byte[700], 0, 700);
    site.runFor(SECOND);
    assertEquals(700, site.far().available());
    site.tcp.end();
    site.runFor(SECOND);
    assertEquals(Tcp.State.CLOSED, site.far().state());
    assertEquals(Tcp.State.CLOSED, site.tcp.state());
  }

  @Test
  void whoTalksToOneThatHasClosedIsReset() {
    Site site = new Site(1, Reception.GOOD);
    site.tcp.staysOpen();
    site.far().close();
    site.runFor(SECOND);
    assertEquals(Tcp.State.ENDED, site.tcp.state());
    site.tcp.write(new byte[700], 0, 700);
    site.runFor(SECOND);
    assertEquals("reset by the other side", site.tcp.words());
  }
}
