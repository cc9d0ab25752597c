package io.tidegate.gateway.device;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SilenceTest {
  private final Conversation talk =
      Conversation.on(
          Decoding.AUTO, Map.of("pico", new BoardRule("", false, 10, Map.of(), Set.of())), true);

  private List<Boolean> reopened() {
    return talk.take(DeviceEffect.Reopen.class).stream().map(DeviceEffect.Reopen::reset).toList();
  }

  private void speaks() {
    talk.hears("{\"device_id\":\"pico\",\"t\":1}");
  }

  private void portReopens() {
    talk.down(0);
    talk.up(0);
  }

  @Test
  void climbsFromReopenToResetToAlarm() {
    speaks();
    talk.after(9_999);
    assertEquals(List.of(), reopened());
    talk.after(1);
    assertEquals(List.of(false), reopened());
    portReopens();
    talk.after(10_000);
    assertEquals(List.of(true), reopened());
    portReopens();
    talk.after(10_000);
    assertEquals(List.of(), reopened());
    assertEquals(List.of("board_silent"), talk.alarms());
    assertEquals(List.of("reopened", "reset"), rungs());
    talk.after(3_600_000);
    assertEquals(List.of(), talk.alarms(), "said once");
  }

  private List<String> rungs() {
    return talk.notices().stream().filter(each -> each.startsWith("re")).toList();
  }

  @Test
  void beginsAtTheFootWhenTheBoardSpeaks() {
    speaks();
    talk.after(10_000);
    portReopens();
    speaks();
    talk.after(10_000);
    assertEquals(List.of(false, false), reopened());
  }

  @Test
  void aPortThatIsDownExplainsTheSilence() {
    speaks();
    talk.down(0);
    talk.after(60_000);
    assertEquals(List.of(), reopened());
    talk.up(0);
    talk.after(10_000);
    assertEquals(List.of(false), reopened());
  }

  @Test
  void nobodyMindsWhereNothingIsConfigured() {
    talk.hears(1, "{\"device_id\":\"other\",\"t\":1}");
    talk.after(3_600_000);
    assertEquals(List.of(), reopened());
  }

  @Test
  void watchesANamedPortFromItsOpeningOn() {
    PortRule port = new PortRule(0, "port0", Decoding.JSON, "pico", null);
    BoardRule rule = new BoardRule("", false, 10, Map.of(), Set.of());
    Conversation fresh =
        new Conversation(new BoardRules(List.of(port), Map.of("pico", rule), true));
    fresh.up(0);
    fresh.after(10_000);
    assertEquals(1, fresh.take(DeviceEffect.Reopen.class).size());
  }
}
