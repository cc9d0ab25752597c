package io.tidegate.gateway.system;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.system.Site.Watched;
import io.tidegate.sim.pty.Pty;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Boards on pseudo-terminals, jSerialComm, the spool on disk, Paho, Mosquitto; everything that is
/// expected to break does, one after the other, and the proxy counts what was lost.
///
/// 20,000 readings and short outages; with `-Dtidegate.long=true` 200,000 and a black hole of 30 s.
@Tag("mosquitto")
final class OutageTest {
  private static final boolean LONG = Boolean.getBoolean("tidegate.long");
  private static final long READINGS = LONG ? 200_000 : 20_000;

  /// Boards together stay below `delivery.drain_per_second`: what waited when the connection came
  /// back has to be gone before the next outage, else each leaves more than the one before.
  private static final long PERIOD_NANOS = LONG ? 6_000_000 : 10_000_000;

  private static final long HOLE_MILLIS = LONG ? 30_000 : 6_000;
  private static final long OUTAGE_MILLIS = LONG ? 15_000 : 3_000;
  private static final long CALM_MILLIS = LONG ? 5_000 : 1_500;
  private static final long DRAIN_MILLIS = LONG ? 300_000 : 90_000;

  /// The default commit delay, and time for a line's way from the port to the spool and for a sync.
  private static final long COMMIT_NANOS = 500_000_000L + 500_000_000L;

  @TempDir Path folder;

  @Test
  void nothingThatWasPromisedIsLostWhateverBreaks() throws IOException {
    try (Site site = new Site(folder);
        Pty odd = new Pty(folder.resolve("tty-odd"))) {
      odd.plug();
      site.port("odd", folder.resolve("tty-odd"), "json");
      site.linkBoard("link-1", PERIOD_NANOS);
      site.linkBoard("link-2", PERIOD_NANOS);
      site.jsonBoard("json-1", PERIOD_NANOS);
      site.plotterBoard("plotter-1", PERIOD_NANOS);
      long begunNanos = System.nanoTime();
      site.start();
      Eventually.pass(CALM_MILLIS);

      site.broker.stop();
      Eventually.pass(OUTAGE_MILLIS);
      site.broker.start();
      drains(site, "the broker was stopped");

      site.broker.kill();
      Eventually.pass(OUTAGE_MILLIS);
      site.broker.start();
      drains(site, "the broker was killed");

      site.proxy.hole(true);
      Eventually.pass(HOLE_MILLIS);
      site.proxy.hole(false);
      drains(site, "the network swallowed everything");

      refuseOneTopic(site, odd);
      long[] kill = killTheGatewayInAnOutage(site);

      Eventually.await(
          LONG ? 600_000 : 120_000,
          () -> measured(site) >= READINGS,
          () -> "only " + measured(site) + " readings were made");
      site.awaitDrained(DRAIN_MILLIS);
      judge(site, begunNanos, kill);
      assertEquals(0, site.gateway.stop(60_000), () -> site.gateway.process().output());
    }
  }

  private static void drains(Site site, String after) {
    long begunNanos = System.nanoTime();
    site.awaitDrained(DRAIN_MILLIS);
    System.out.printf(
        "outages: %s; drained in %.1f s%n", after, (System.nanoTime() - begunNanos) / 1e9);
  }

  /// The broker ends the connection whenever it sees the topic of one board, which says one thing:
  /// that one message is set aside, the rest goes on.
  private static void refuseOneTopic(Site site, Pty odd) {
    site.proxy.forbid("/sensors/refused"::equals);
    byte[] line = "{\"device_id\":\"refused\",\"n\":1}\n".getBytes(US_ASCII);
    assertEquals(line.length, odd.write(line, 0, line.length));
    String said = site.gateway.process().awaitLine("message-set-aside", DRAIN_MILLIS);
    assertTrue(said.contains("/sensors/refused"), said);
    drains(site, "one topic closed the connection");
    site.proxy.forbid(_ -> false);
    assertEquals(List.of(1L), site.accounts.missing("/sensors/refused", 1, 1));
    assertTrue(
        site.accounts.others().stream()
            .anyMatch(each -> each.startsWith("tidegate/system/event") && each.contains("refused")),
        () -> "it is announced: " + site.accounts.others());
  }

  /// Gives the times of the kill and of the return.
  private long[] killTheGatewayInAnOutage(Site site) throws IOException {
    site.broker.stop();
    Eventually.pass(OUTAGE_MILLIS);
    long killedNanos = System.nanoTime();
    site.gateway.kill();
    site.start();
    long returnedNanos = System.nanoTime();
    Eventually.pass(CALM_MILLIS);
    site.broker.start();
    drains(site, "the gateway was killed while the broker was away");
    return new long[] {killedNanos, returnedNanos};
  }

  private static void judge(Site site, long begunNanos, long[] kill) {
    List<String> lost = new ArrayList<>();
    for (Watched board : site.boards.values()) {
      System.out.println(
          "outages: "
              + (board.link
                  ? judgeLink(site, board, lost)
                  : judgePlain(site, board, begunNanos, kill, lost)));
    }
    assertEquals(List.of(), lost);
    assertEquals(List.of(), site.accounts.wrongs());
    System.out.printf(
        "outages: %,d readings made by %d boards, %,d delivered, lost 0, %,d repeated under their"
            + " keys, %d connections, %.0f s%n",
        measured(site),
        site.boards.size(),
        site.accounts.deliveredInAll(),
        site.accounts.repeats(),
        site.proxy.connections(),
        (System.nanoTime() - begunNanos) / 1e9);
  }

  private static String judgeLink(Site site, Watched board, List<String> lost) {
    long last = site.accounts.lastDelivered(board.topic());
    List<Long> missing = site.accounts.missing(board.topic(), 1, last);
    String words = "%s: lost %,d of %,d".formatted(board.name, missing.size(), last);
    if (!missing.isEmpty()) {
      lost.add(words + ", from " + missing.getFirst());
    }
    return words;
  }

  /// Lines read more than a commit delay before the kill, and all after the return, are there; what
  /// was read in between is counted.
  private static String judgePlain(
      Site site, Watched board, long begunNanos, long[] kill, List<String> lost) {
    long last = site.accounts.lastDelivered(board.topic());
    List<Long> promised = new ArrayList<>(board.taken(begunNanos, kill[0] - COMMIT_NANOS));
    promised.addAll(board.taken(kill[1], System.nanoTime()));
    promised.removeIf(n -> n > last);
    List<Long> missing = undelivered(site, board, promised);
    String words =
        "%s: lost %,d of %,d lines read in time"
            .formatted(board.name, missing.size(), promised.size());
    if (!missing.isEmpty()) {
      lost.add(words + ", from " + missing.getFirst());
    }
    List<Long> atRisk = board.taken(kill[0] - COMMIT_NANOS, kill[1]);
    long gone = undelivered(site, board, atRisk).size();
    return "%s; of %,d about the kill %,d are gone".formatted(words, atRisk.size(), gone);
  }

  private static List<Long> undelivered(Site site, Watched board, List<Long> numbers) {
    return numbers.stream().filter(n -> !site.accounts.isDelivered(board.topic(), n)).toList();
  }

  private static long measured(Site site) {
    return site.boards.values().stream().mapToLong(board -> board.measured.get()).sum();
  }
}
