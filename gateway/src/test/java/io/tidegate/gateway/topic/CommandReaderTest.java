package io.tidegate.gateway.topic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CommandReaderTest {
  private static final long NOW = 1_764_000_000_000L;
  private static final String SET = "tidegate/g/board/esp/set";

  private final CommandReader reader =
      new CommandReader(
          new Topics("g", TopicTemplates.DEFAULT, false),
          new CommandRule(false, 10_000, 3_600_000),
          Map.of("esp", Set.of("relay"), "all", Set.of("*")));

  @Test
  void aBareValueLivesShortly() {
    assertEquals(
        new Command("esp", "relay", "ON", "", NOW + 10_000), accepted(SET + "/relay", "ON"));
  }

  @Test
  void jsonNamesIdValueAndExpiry() {
    assertEquals(
        new Command("esp", "relay", "22.50", "a1", NOW + 60_000),
        accepted(
            SET, "{\"id\":\"a1\",\"channel\":\"relay\",\"value\":22.50,\"expires\":1764000060}"));
  }

  @Test
  void anExpiryBeyondTheLongestLifeIsRefusedSinceItsIdWouldBeForgottenBefore() {
    String command = "{\"id\":\"a\",\"value\":true,\"expires\":%s}";
    assertEquals(
        NOW + 3_600_000, accepted(SET + "/relay", command.formatted("1764003600")).expiresMillis());
    for (String far : new String[] {"1764003601", "1764000060000", "9e99"}) {
      String words = refusal(SET + "/relay", command.formatted(far));
      assertTrue(
          words.startsWith("\"expires\" is more than 3600 s ahead (commands.max_ttl)"), words);
    }
  }

  @Test
  void retainedCommandsAreRefused() {
    CommandReader.Circumstances retained = new CommandReader.Circumstances(true, false, NOW, true);
    assertTrue(refusal(SET + "/relay", "ON", retained).contains("retained"));
    assertTrue(
        refusal(SET + "/relay", "{\"id\":\"a\",\"value\":1,\"expires\":1764000060}", retained)
            .contains("retained"));
  }

  @Test
  void whatMayHaveWaitedNeedsAnExpiry() {
    CommandReader.Circumstances queued = new CommandReader.Circumstances(false, true, NOW, true);
    assertTrue(refusal(SET + "/relay", "ON", queued).contains("waited"));
    assertTrue(refusal(SET + "/relay", "{\"value\":1}", queued).contains("expires"));
    assertInstanceOf(
        CommandReader.Accepted.class,
        read(SET + "/relay", "{\"id\":\"a\",\"value\":1,\"expires\":1764000060}", queued));
  }

  @Test
  void anExpiryMeansNothingWithoutASynchronisedClock() {
    CommandReader.Circumstances unsynced =
        new CommandReader.Circumstances(false, false, NOW, false);
    assertTrue(
        refusal(SET + "/relay", "{\"id\":\"a\",\"value\":1,\"expires\":1764000060}", unsynced)
            .contains("not synchronised"));
    assertInstanceOf(CommandReader.Accepted.class, read(SET + "/relay", "ON", unsynced));
  }

  @Test
  void onlyNamedChannelsMayBeSet() {
    assertTrue(refusal(SET + "/led", "ON").contains("may not be set"));
    assertTrue(refusal("tidegate/g/board/other/set/led", "ON").contains("may not be set"));
    assertEquals("led", accepted("tidegate/g/board/all/set/led", "ON").channel());
  }

  @Test
  void whatCannotBeUnderstoodIsAnsweredWithWhatWasExpected() {
    assertTrue(refusal(SET, "ON").contains("no channel named"));
    assertTrue(refusal(SET + "/relay", "").contains("1 to 200"));
    assertTrue(refusal(SET + "/relay", "\u00e4").contains("ASCII"));
    assertTrue(refusal(SET + "/relay", "x".repeat(201)).contains("1 to 200"));
    assertTrue(refusal(SET + "/relay", "{\"value\":").contains("at byte"));
    assertTrue(refusal(SET + "/relay", "{\"id\":\"a\"}").contains("\"value\""));
    assertTrue(refusal(SET + "/relay", "{\"value\":[1]}").contains("\"value\""));
    assertTrue(
        refusal(SET + "/relay", "{\"value\":1,\"expires\":\"soon\"}").contains("seconds since"));
  }

  @Test
  void anotherTopicIsNone() {
    assertInstanceOf(CommandReader.NoCommand.class, read("tidegate/g/status", "online", plain()));
  }

  private Command accepted(String topic, String payload) {
    return assertInstanceOf(CommandReader.Accepted.class, read(topic, payload, plain())).command();
  }

  private String refusal(String topic, String payload) {
    return refusal(topic, payload, plain());
  }

  private String refusal(String topic, String payload, CommandReader.Circumstances how) {
    return assertInstanceOf(CommandReader.Refused.class, read(topic, payload, how)).words();
  }

  private CommandReader.Outcome read(
      String topic, String payload, CommandReader.Circumstances how) {
    return reader.read(topic, payload.getBytes(StandardCharsets.UTF_8), how);
  }

  private static CommandReader.Circumstances plain() {
    return new CommandReader.Circumstances(false, false, NOW, true);
  }
}
