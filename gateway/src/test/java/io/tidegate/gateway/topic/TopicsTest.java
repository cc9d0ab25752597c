package io.tidegate.gateway.topic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class TopicsTest {
  private final Topics topics = new Topics("pi-1", TopicTemplates.DEFAULT, false);

  @Test
  void readingsGoWhereTheGettingStartedProgramsListen() {
    assertEquals("/sensors/esp-1", topics.reading("esp-1", "usb0", ""));
  }

  @Test
  void everythingElseStandsBelowTheGatewaysOwnName() {
    assertEquals("tidegate/pi-1/status", topics.status());
    assertEquals("tidegate/pi-1/event", topics.event());
    assertEquals("tidegate/pi-1/health", topics.health());
    assertEquals("tidegate/pi-1/board/esp-1/status", topics.boardStatus("esp-1"));
    assertEquals("tidegate/pi-1/board/esp-1/result", topics.result("esp-1"));
  }

  @Test
  void subscribesToCommandsAndToItsOwnState() {
    assertEquals(
        List.of(
            "tidegate/pi-1/board/+/set",
            "tidegate/pi-1/board/+/set/+",
            "tidegate/pi-1/status",
            "tidegate/pi-1/health"),
        topics.subscriptions());
  }

  @Test
  void findsBoardAndChannelInACommandTopic() {
    assertEquals(
        new SetTopic.Target("esp-1", "relay"),
        topics.target("tidegate/pi-1/board/esp-1/set/relay"));
    assertEquals(new SetTopic.Target("esp-1", ""), topics.target("tidegate/pi-1/board/esp-1/set"));
  }

  @Test
  void anotherTopicIsNoCommand() {
    for (String topic :
        List.of(
            "tidegate/pi-2/board/esp-1/set",
            "tidegate/pi-1/board/esp-1/set/relay/on",
            "tidegate/pi-1/board/esp-1",
            "tidegate/pi-1/status",
            "",
            "/")) {
      assertNull(topics.target(topic), topic);
    }
  }

  @Test
  void aTemplateThatCannotWorkIsRefusedWithItsNameAndWhatItMayHold() {
    assertRefused("readings", "/sensors/{devise}", false, "{device}, {gateway}, {port}");
    assertRefused("readings", "/sensors/{device", false, "{device}");
    assertRefused("readings", "/sensors/#", false, "wildcard");
    assertRefused("readings", "", false, "empty");
    assertRefused("readings", "a\0b", false, "NUL");
    assertRefused("readings", "a".repeat(65_536), false, "65536");
    assertRefused("readings", "/sensors/{device}", true, "{channel}");
  }

  @Test
  void aCommandTemplateNeedsTheDeviceAsALevelOfItsOwn() {
    for (String set : List.of("cmd/set", "cmd/x{device}/set", "{device}/{device}")) {
      TopicTemplates d = TopicTemplates.DEFAULT;
      TopicTemplates templates =
          new TopicTemplates(
              d.readings(), d.status(), d.event(), d.health(), d.boardStatus(), set, d.result());
      String words =
          assertThrows(IllegalArgumentException.class, () -> new Topics("g", templates, false), set)
              .getMessage();
      assertTrue(words.contains(set), words);
    }
  }

  @Test
  void oneTopicPerChannelWhenTheTemplateNamesIt() {
    Topics each = new Topics("g", readings("s/{device}/{channel}"), true);
    assertEquals("s/a/t", each.reading("a", "p", "t"));
    assertEquals("s/a/h", each.reading("a", "p", "h"));
  }

  private static void assertRefused(String name, String text, boolean perChannel, String shown) {
    String words =
        assertThrows(
                IllegalArgumentException.class,
                () -> new Topics("g", readings(text), perChannel),
                text)
            .getMessage();
    assertTrue(words.startsWith(name + ": ") && words.contains(shown), words);
  }

  private static TopicTemplates readings(String readings) {
    TopicTemplates d = TopicTemplates.DEFAULT;
    return new TopicTemplates(
        readings, d.status(), d.event(), d.health(), d.boardStatus(), d.set(), d.result());
  }
}
