package io.tidegate.gateway.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.system.Site.Watched;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// All streams with QoS 2, the connection cut at each step of the handshake, the gateway killed in
/// the middle of some: what a subscriber with QoS 2 sees.
@Tag("mosquitto")
final class QosTwoTest {
  private static final long LIMIT_MILLIS = 60_000;
  private static final long PERIOD_NANOS = 5_000_000;
  private static final Pattern READING =
      Pattern.compile("(?=.*\"n\":(\\d+)[,}])(?=.*\"tg\":\"([^\"]*)\").*");

  @TempDir Path folder;

  @Test
  void nothingIsLostAndRepeatsHaveTheirKeyWhereverTheHandshakeIsCut() throws IOException {
    try (Site site = new Site(folder);
        Onlooker onlooker = Onlooker.at(site.broker.port())) {
      onlooker.subscribe("/sensors/#", 2);
      onlooker.subscribe("tidegate/system/status", 2);
      Watched one = site.linkBoard("one", PERIOD_NANOS);
      Watched two = site.linkBoard("two", PERIOD_NANOS);
      site.configure(
          "streams:",
          "  readings: {qos: 2}",
          "  events: {qos: 2}",
          "  results: {qos: 2}",
          "  state: {qos: 2}");
      site.start();
      site.awaitDrained(LIMIT_MILLIS);
      for (int round = 1; round <= 2; round++) {
        for (int type = MqttPacket.PUBLISH; type <= MqttPacket.PUBCOMP; type++) {
          if (type != MqttPacket.PUBACK) {
            cutAt(site, type, 17 * round);
          }
        }
      }
      long repeatsOfCuts = judge(site, onlooker, one) + judge(site, onlooker, two);
      kill(site);
      assertEquals(0, site.gateway.stop(60_000), () -> site.gateway.process().output());
      Onlooker.Seen last = onlooker.await("tidegate/system/status", "offline");
      assertEquals(2, last.qos());
      long repeats = judge(site, onlooker, one) + judge(site, onlooker, two);
      assertEquals(List.of(), site.accounts.wrongs());
      assertFalse(site.broker.hasLogged("Reused message ID"), () -> site.broker.log().toString());
      System.out.printf(
          "qos 2: %,d readings delivered over %d connections, lost 0; came twice under their key: %d"
              + " over the cuts, %d over the kill%n",
          site.accounts.deliveredInAll(),
          site.proxy.connections(),
          repeatsOfCuts,
          repeats - repeatsOfCuts);
    }
  }

  private static void cutAt(Site site, int type, int count) {
    AtomicInteger seen = new AtomicInteger();
    site.proxy.endAt(packet -> packet.type() == type && seen.incrementAndGet() == count);
    Eventually.await(
        LIMIT_MILLIS, () -> seen.get() >= count, () -> seen + " packets of type " + type);
    site.awaitDrained(LIMIT_MILLIS);
  }

  /// The broker has received some messages that it was not told to release.
  private static void kill(Site site) throws IOException {
    AtomicInteger stopped = new AtomicInteger();
    site.proxy.endAt(packet -> packet.type() == MqttPacket.PUBREL && stopped.incrementAndGet() > 0);
    Eventually.await(LIMIT_MILLIS, () -> stopped.get() > 0, () -> "no PUBREL");
    site.gateway.kill();
    site.proxy.endAt(_ -> false);
    site.start();
    site.awaitDrained(LIMIT_MILLIS);
  }

  /// Gives how many messages of this board came more than once.
  private static long judge(Site site, Onlooker onlooker, Watched board) {
    long last = site.accounts.lastDelivered(board.topic());
    assertEquals(List.of(), site.accounts.missing(board.topic(), 1, last), board.name);
    // the broker has it, its subscriber not yet: what comes in order is all here with the last
    onlooker.await(seen -> isReading(seen, board, last), board.name + " " + last);
    TreeSet<Long> numbers = new TreeSet<>();
    Map<Long, String> keys = new HashMap<>();
    long repeats = 0;
    for (Onlooker.Seen seen : onlooker.all()) {
      Matcher reading = READING.matcher(seen.text());
      if (!seen.topic().equals(board.topic()) || !reading.matches()) {
        continue;
      }
      assertEquals(2, seen.qos());
      long number = Long.parseLong(reading.group(1));
      String known = keys.putIfAbsent(number, reading.group(2));
      if (known == null) {
        assertTrue(numbers.isEmpty() || numbers.last() < number, board.name + " " + number);
        numbers.add(number);
      } else {
        assertEquals(known, reading.group(2), board.name + " " + number);
        repeats++;
      }
    }
    List<Long> lost =
        LongStream.rangeClosed(1, last).boxed().filter(n -> !numbers.contains(n)).toList();
    assertEquals(List.of(), lost, board.name);
    return repeats;
  }

  private static boolean isReading(Onlooker.Seen seen, Watched board, long number) {
    Matcher reading = READING.matcher(seen.text());
    return seen.topic().equals(board.topic())
        && reading.matches()
        && Long.parseLong(reading.group(1)) >= number;
  }
}
