package io.tidegate.sim.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicFilterTest {
  @ParameterizedTest
  @CsvSource({
    "a/b, a/b, true",
    "a/b, a/b/c, false",
    "a/b/c, a/b, false",
    "a/+, a/b, true",
    "a/+, a, false",
    "a/+/c, a//c, true",
    "#, a/b, true",
    "a/#, a, true",
    "a/#, a/b/c, true",
    "a/#, ab, false",
    "/sensors/#, /sensors/b1, true",
    "/sensors/#, sensors/b1, false",
    "+/b, /b, true",
    "#, $SYS/a, false",
    "$SYS/#, $SYS/a, true",
    "+, a/b, false"
  })
  void filtersMatchAsTheStandardSays(String filter, String topic, boolean matches) {
    assertEquals(matches, TopicFilter.matches(filter, topic));
  }

  @Test
  void filtersWithAWildcardOutOfPlaceAreNone() {
    assertTrue(TopicFilter.isValid("a/+/b/#"));
    assertFalse(TopicFilter.isValid("a/#/b"));
    assertFalse(TopicFilter.isValid("a+/b"));
    assertFalse(TopicFilter.isValid("a/b#"));
    assertFalse(TopicFilter.isValid(""));
  }
}
