package io.tidegate.sim.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tidegate.sim.setting.ReadmeTables;
import io.tidegate.sim.setting.Setting;
import io.tidegate.sim.setting.Settings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Faults as people write them, and as README.md shows them.
class FaultLineTest {
  @Test
  void aLineNamesAFaultItsSettingsAndWhomItReaches() {
    assertEquals(
        new FaultLine(new NetFault.Slow(NetFault.Way.DOWN, 50), Reach.NEW, 0.25),
        FaultLine.of("slow  bytes_per_second=50 way=down reach=new share=0.25"));
    assertEquals(
        new FaultLine(new NetFault.Latency(NetFault.Way.BOTH, 300_000_000, 0), Reach.ALL, 1),
        FaultLine.of("latency delay=300ms jitter=0"));
    assertEquals(
        new FaultLine(new NetFault.TopicRefused("a/+/b", NetFault.Veto.DROP), Reach.PRESENT, 1),
        FaultLine.of("topic_refused topic=a/+/b how=drop reach=present"));
    assertEquals(
        new FaultLine(new NetFault.BlackHole(NetFault.Way.BOTH), Reach.ALL, 1),
        FaultLine.of("black-hole"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      value = {
        "blak_hole => expected a fault, got \"blak_hole\"; did you mean \"black_hole\"?",
        "slow 50 => expected SETTING=VALUE, got \"50\"",
        "slow pace=50 => pace: expected one of bytes_per_second, way, reach, share; got this name",
        "slow way=sideways => way: expected one of up, down, both; got \"sideways\"",
        "slow way=up way=down => way: expected once, got twice",
        "reset => expected a fault, got \"reset\"; there are "
            + "refuse, black_hole, connection_reset, slow, dribble, "
            + "cut_after, half_open, latency, connack_refused, session_lost, taken_over, topic_refused",
        "topic_refused => topic: expected a text, a topic, or a filter with + and #; got nothing",
        "topic_refused topic=a# => topic: expected a text, a topic, or a filter with + and #; got"
            + " \"a#\"",
        "connack_refused code=0 => code: expected a whole number, 1 to 5; got \"0\"",
        "dribble gap=0 => gap: expected a duration, 1 ms to 60 s; got \"0\"",
        "latency share=0 => share: expected a number, 0.0001 to 1; got \"0\""
      },
      quoteCharacter = '\'')
  void whatCannotBeIsToldWithWhatWasExpected(String line, String words) {
    assertEquals(
        words, assertThrows(IllegalArgumentException.class, () -> FaultLine.of(line)).getMessage());
  }

  @Test
  void everyKindIsMadeOfItsSettings() {
    for (NetFault.Kind kind : NetFault.Kind.values()) {
      Map<String, String> texts =
          kind == NetFault.Kind.TOPIC_REFUSED ? Map.of("topic", "a/b") : Map.of();
      assertEquals(kind, kind.of(Settings.of(kind.settings(), texts)).kind());
    }
  }

  @Test
  void theTablesOfTheReadmeAreTheCode() throws IOException {
    List<String> kinds = new ArrayList<>();
    List<String> settings = new ArrayList<>();
    for (NetFault.Kind kind : NetFault.Kind.values()) {
      kinds.add("| `%s` | %s |".formatted(kind.wireName(), kind.words()));
      settings.addAll(Setting.rows(kind.wireName(), kind.settings()));
    }
    String section = "The network before a broker";
    assertEquals(
        String.join("\n", kinds),
        String.join("\n", ReadmeTables.rows(section, "| fault | what happens |")));
    assertEquals(
        String.join("\n", settings),
        String.join(
            "\n",
            ReadmeTables.rows(section, "| of | setting | what may stand there | default | |")));
  }
}
