package io.tidegate.gateway.system;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tidegate.bridge.link.Channel;
import io.tidegate.bridge.link.CommandHandler;
import io.tidegate.bridge.link.LinkBoard;
import io.tidegate.bridge.link.LinkSettings;
import io.tidegate.gateway.system.Site.Watched;
import io.tidegate.sim.pty.Pty;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What comes from a serial port that is no reading: noise, what a boot loader says at another
/// speed, halves of lines, a megabyte without an end.
@Tag("mosquitto")
final class NoiseTest {
  private static final int GOOD_LINES = 100;
  private static final long LIMIT_MILLIS = 60_000;

  @TempDir Path folder;

  @Test
  void noNoiseIsPublishedAndWhatComesAfterItIsDelivered() throws IOException {
    try (Site site = new Site(folder);
        Pty auto = pty("auto");
        Pty json = pty("json");
        Pty link = pty("link")) {
      for (String name : List.of("auto", "json", "link")) {
        site.port(name, folder.resolve(name), name);
      }
      Watched calm = site.jsonBoard("calm", 10_000_000);
      site.start();
      for (String name : List.of("auto", "json", "link")) {
        site.gateway.awaitPort(name);
      }
      site.awaitDrained(LIMIT_MILLIS);
      for (String noise : noises()) {
        for (Pty pty : List.of(auto, json, link)) {
          Typing.into(pty, noise + "\n");
        }
      }
      goodLines(auto, "after-auto");
      goodLines(json, "after-json");
      talkLink(link, site);
      Eventually.await(
          LIMIT_MILLIS,
          () ->
              site.accounts.missing("/sensors/after-auto", 1, GOOD_LINES).isEmpty()
                  && site.accounts.missing("/sensors/after-json", 1, GOOD_LINES).isEmpty(),
          () -> "good lines are missing; topics " + site.accounts.topics());
      site.awaitDrained(LIMIT_MILLIS);

      Set<String> readings = new TreeSet<>(site.accounts.topics());
      assertEquals(
          Set.of(
              "/sensors/calm", "/sensors/after-auto", "/sensors/after-json", "/sensors/after-link"),
          readings);
      assertEquals(
          List.of(),
          site.accounts.others().stream().filter(each -> each.startsWith("/sensors/")).toList());
      long last = site.accounts.lastDelivered(calm.topic());
      List<Long> taken = calm.taken(site.startedNanos, System.nanoTime());
      assertEquals(
          List.of(),
          taken.stream()
              .filter(n -> n <= last && !site.accounts.isDelivered(calm.topic(), n))
              .toList(),
          "the other port lost nothing");
      assertEquals(List.of(), site.accounts.wrongs());
    }
  }

  private Pty pty(String name) throws IOException {
    Pty pty = new Pty(folder.resolve(name));
    pty.plug();
    return pty;
  }

  /// The four kinds, from a fixed seed.
  private static List<String> noises() {
    Random random = new Random(20_240_229);
    List<String> noises = new ArrayList<>();
    byte[] bytes = new byte[64 * 1_024];
    random.nextBytes(bytes);
    noises.add(new String(bytes, ISO_8859_1));
    StringBuilder boots = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      byte[] garbled = new byte[60];
      random.nextBytes(garbled);
      boots.append(new String(garbled, ISO_8859_1));
      boots.append("\r\n ets Jan  8 2013,rst cause:" + i % 7 + ", boot mode:(3,6)\r\n");
      boots.append("load 0x4010f000, len 3460, room 16 \r\ntail 4\r\nchksum 0xcc\r\n");
      boots.append("Guru Meditation Error: Core 0 panic'ed (LoadProhibited)\r\n~csum err\r\n");
    }
    noises.add(boots.toString());
    StringBuilder halves = new StringBuilder();
    for (int i = 0; i < 50; i++) {
      halves.append("{\"n\":" + i + ",\"temperature\":2\n");
      halves.append("{\"n\":\0" + i + "}\n");
      halves.append("\0\0\0{\"n\":" + i + ",\"temperature\":21.5}\0\n");
      halves.append(",\"temperature\":21.5}\n{\"n\"\n[1,2,3]\n\"text\"\n" + i + "\n");
      halves.append("{\"n\":1{\"n\":2}\n{\"n\":1,}\n{'n':1}\n{\"n\":01}\n{}\n");
    }
    noises.add(halves.toString());
    noises.add("{\"n\":1,\"x\":\"".concat("x".repeat(1 << 20)));
    return noises;
  }

  private static void goodLines(Pty pty, String device) {
    for (int n = 1; n <= GOOD_LINES; n++) {
      Typing.into(pty, "{\"device_id\":\"" + device + "\",\"n\":" + n + ",\"temperature\":21.5}\n");
    }
  }

  /// A board that begins to speak the link after the noise, until all it measured is delivered.
  private static void talkLink(Pty pty, Site site) {
    LinkSettings settings = LinkSettings.of("after-link", 256, Channel.gauge("n", "-", 0));
    CommandHandler none =
        (_, _) -> new CommandHandler.Answer(io.tidegate.bridge.CommandCode.REFUSED, "");
    LinkBoard board = new LinkBoard(settings, none, line -> pty.write(line, 0, line.length));
    long begunNanos = System.nanoTime();
    board.start(0);
    for (int n = 1; n <= GOOD_LINES; n++) {
      board.reading("{\"n\":" + n + "}", 0);
    }
    byte[] heard = new byte[1_024];
    Eventually.await(
        LIMIT_MILLIS,
        () -> {
          int count = pty.read(heard);
          board.poll(heard, count, (int) ((System.nanoTime() - begunNanos) / 1_000_000));
          return site.accounts.missing("/sensors/after-link", 1, GOOD_LINES).isEmpty();
        },
        () -> "the link board's readings are missing");
  }
}
