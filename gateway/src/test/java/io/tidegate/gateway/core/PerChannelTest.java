package io.tidegate.gateway.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.bridge.Frame;
import java.util.List;
import org.junit.jupiter.api.Test;

class PerChannelTest {
  private final Bench bench = Bench.perChannel();

  private List<String> readings() {
    return bench.site.uplink.sent.stream()
        .filter(each -> each.topic().startsWith("s/"))
        .map(each -> each.topic() + " " + each.payload())
        .toList();
  }

  @Test
  void eachChannelHasItsTopicAndWhatDescribesTheReadingHasNone() {
    bench.line("{\"device_id\":\"b\",\"t\":22.50,\"timestamp\":5,\"on\":true,\"a/b\":\"x\"}");
    assertEquals(List.of("s/b/t 22.50", "s/b/on true", "s/b/a_b x"), readings());
  }

  @Test
  void aReadingWithoutChannelsIsAnnouncedAlsoWhileSomebodyWatches() {
    bench.site.step(new Input.Asked(5, new Question.Monitor(-1, false)));
    bench.line("{\"device_id\":\"b\"}");
    assertEquals(List.of(), readings());
    assertEquals(1, bench.events().size());
    assertTrue(bench.events().getFirst().contains("\"reason\":\"unusable\""), bench.events() + "");
    assertEquals(0, bench.site.count(Counter.DEFECTS));
  }

  @Test
  void aBoardOnTheLinkIsNotKeptWaitingByAReadingWithoutChannels() {
    bench.frame(new Frame.Hello("b", "AAAAAAAB", Frame.NO_SESSION, 1, 1, 64, 256, "f", 0, "-"));
    String welcome =
        bench.site.written.stream()
            .filter(line -> line.startsWith("0 ~1w "))
            .findFirst()
            .orElseThrow();
    String session = welcome.split(" ")[3];
    bench.frame(new Frame.Reading(session, 1, 1, 0, false, "{}"));
    assertTrue(
        bench.site.written.stream().noneMatch(line -> line.startsWith("0 ~1a ")), "too early");
    bench.acknowledge();
    assertTrue(
        bench.site.written.contains("0 ~1a " + session + " 1"), bench.site.written.toString());
  }
}
