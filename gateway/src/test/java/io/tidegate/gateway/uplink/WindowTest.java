package io.tidegate.gateway.uplink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class WindowTest {
  @Test
  void neverHoldsMoreThanItsLimit() {
    Window window = new Window(2);
    window.sent(1, 0);
    window.sent(2, 0);
    assertFalse(window.hasRoom());
    assertThrows(IllegalStateException.class, () -> window.sent(3, 0));
  }

  @Test
  void aRepeatedAcknowledgementFreesNothing() {
    Window window = new Window(2);
    window.sent(1, 0);
    assertTrue(window.acknowledged(1));
    assertFalse(window.acknowledged(1));
    assertFalse(window.acknowledged(9));
    assertEquals(0, window.size());
  }

  @Test
  void knowsWhatHasWaitedLongestWhateverIsAcknowledgedFirst() {
    Window window = new Window(3);
    window.sent(7, 10);
    window.sent(8, 20);
    window.sent(9, 30);
    window.acknowledged(8);
    assertEquals(7, window.oldest());
    window.acknowledged(7);
    assertEquals(9, window.oldest());
    assertEquals(30, window.oldestSentNanos());
  }

  @Test
  void startsFromZeroAfterTheConnectionEnded() {
    Window window = new Window(1);
    window.sent(1, 0);
    window.clear();
    assertTrue(window.hasRoom());
    assertEquals(-1, window.oldest());
    assertFalse(window.acknowledged(1));
  }

  @Test
  void aSuspectTravelsAlone() {
    Window window = new Window(8);
    window.alone(true);
    window.sent(1, 0);
    assertFalse(window.hasRoom());
    window.alone(false);
    assertTrue(window.hasRoom());
  }
}
