package io.tidegate.gateway.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class AuditTest {
  private final Audit audit = new Audit();

  @Test
  void countsEachNumberOnceAndEachRepeat() {
    readings("esp", "S", 1, 2, 2, 3, 1);
    assertEquals(List.of(new Finding("esp", "S", 1, 3, 3, 2, 0, 0, 0)), audit.findings());
  }

  @Test
  void aHoleThatNobodyAnnouncedIsUnexplained() {
    readings("esp", "S", 7, 10);
    Finding finding = audit.findings().getFirst();
    assertEquals(2, finding.missing());
    assertEquals(2, finding.unexplained());
  }

  @Test
  void eventsExplainHolesOnceEach() {
    readings("esp", "S", 1, 6, 9);
    take("{\"event\":\"gap\",\"device_id\":\"esp\",\"session\":\"S\",\"first\":2,\"last\":4}");
    take("{\"event\":\"evicted\",\"device_id\":\"esp\",\"session\":\"S\",\"first\":4,\"last\":5}");
    take("{\"event\":\"reading_refused\",\"device_id\":\"esp\",\"key\":\"S.8\"}");
    assertEquals(new Finding("esp", "S", 1, 9, 3, 0, 0, 6, 5), audit.findings().getFirst());
  }

  @Test
  void anAnnouncedNumberThatArrivedAllTheSameExplainsNothingElse() {
    readings("esp", "S", 1, 2, 4);
    take("{\"event\":\"evicted\",\"device_id\":\"esp\",\"session\":\"S\",\"first\":1,\"last\":2}");
    assertEquals(1, audit.findings().getFirst().unexplained());
  }

  @Test
  void firstDeliveriesOutOfOrderAreCounted() {
    readings("esp", "S", 1, 3, 2, 3);
    assertEquals(1, audit.findings().getFirst().disordered());
  }

  @Test
  void boardsAndSessionsAreStreamsOfTheirOwn() {
    readings("a", "S", 1);
    readings("a", "T", 5);
    readings("b", "S", 9);
    assertEquals(
        List.of("a S 1", "a T 5", "b S 9"),
        audit.findings().stream()
            .map(each -> each.device() + " " + each.session() + " " + each.first())
            .toList());
  }

  @Test
  void anythingElseIsCountedAndHarmless() {
    for (String payload :
        List.of(
            "",
            "22.5",
            "{\"temperature\":22.5}",
            "{\"tg\":5}",
            "{\"tg\":\".1\"}",
            "{\"tg\":\"S.x\"}",
            "{\"tg\":\"S.-1\"}")) {
      take(payload);
    }
    take("{\"event\":\"gap\",\"first\":1}");
    take("{\"event\":\"alarm\"}");
    assertEquals(7, audit.withoutKey());
    assertEquals(List.of(), audit.findings());
  }

  private void readings(String device, String session, long... numbers) {
    for (long number : numbers) {
      take("{\"t\":1,\"device_id\":\"%s\",\"tg\":\"%s.%d\"}".formatted(device, session, number));
    }
  }

  private void take(String payload) {
    audit.take(payload.getBytes(UTF_8));
  }
}
