package io.tidegate.gateway.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class TopicFilterTest {
  /// Wide, narrow, whether it is covered.
  private static final List<List<String>> CASES =
      List.of(
          List.of("a/#", "a", "yes"),
          List.of("a/#", "a/b/c", "yes"),
          List.of("a/#", "ab", "no"),
          List.of("a/#", "a/#", "yes"),
          List.of("a/#", "a/+/c", "yes"),
          List.of("a/#", "+/b", "no"),
          List.of("a/#", "#", "no"),
          List.of("a/+", "a/b", "yes"),
          List.of("a/+", "a/", "yes"),
          List.of("a/+", "a", "no"),
          List.of("a/+", "a/b/c", "no"),
          List.of("a/+", "a/#", "no"),
          List.of("+/b", "a/b", "yes"),
          List.of("a/b", "a/+", "no"),
          List.of("#", "a/b", "yes"),
          List.of("#", "$SYS/x", "no"),
          List.of("+/x", "$SYS/x", "no"),
          List.of("$SYS/#", "$SYS/x", "yes"),
          List.of("/a/#", "a/b", "no"));

  @Test
  void aFilterCoversWhatMatchesNothingElse() {
    for (List<String> each : CASES) {
      assertEquals(
          each.getLast().equals("yes"),
          TopicFilter.covers(each.get(0), each.get(1)),
          each.toString());
    }
  }

  @Test
  void wildcardsStandAloneAndTheLastOneLast() {
    for (String good : List.of("a", "/", "+", "#", "+/#", "a/+/b", "/sensors/x/#")) {
      assertTrue(TopicFilter.isGood(good), good);
    }
    for (String bad : List.of("", "a+", "a/#/b", "a#", "a\0", "x".repeat(257))) {
      assertFalse(TopicFilter.isGood(bad), bad);
    }
    assertTrue(TopicFilter.isTopic("/sensors/x"));
    assertFalse(TopicFilter.isTopic("/sensors/+"));
  }
}
