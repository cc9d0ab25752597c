package io.tidegate.gateway.uplink;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SuspicionTest {
  private final Suspicion suspicion = new Suspicion();

  @Test
  void convictsTheMessageThatEndsTheConnectionEachTimeItTravels() {
    assertFalse(suspicion.ended(underWay(5, 6, 7), 1));
    assertFalse(suspicion.testsAlone());
    assertFalse(suspicion.ended(underWay(5, 6), 1));
    assertTrue(suspicion.testsAlone());
    assertFalse(suspicion.ended(underWay(5), 1));
    assertFalse(suspicion.ended(underWay(5), 1));
    assertTrue(suspicion.ended(underWay(5), 1));
    assertFalse(suspicion.testsAlone());
  }

  @Test
  void anAcknowledgementClearsTheSuspect() {
    suspicion.ended(underWay(5, 6), 1);
    suspicion.ended(underWay(5, 6), 1);
    suspicion.acknowledged(5);
    assertFalse(suspicion.testsAlone());
    assertFalse(suspicion.ended(underWay(6), 1));
  }

  @Test
  void aBadNetworkThatMovesOnConvictsNothing() {
    for (long position = 0; position < 1_000; position++) {
      assertFalse(suspicion.ended(underWay(position), 1));
    }
  }

  @Test
  void anEndingLongAfterSendingSaysNothingAboutTheMessage() {
    for (int i = 0; i < 20; i++) {
      assertFalse(suspicion.ended(underWay(5), Suspicion.SOON_NANOS + 1));
    }
    assertFalse(suspicion.testsAlone());
  }

  @Test
  void anEndingWithNothingUnderWayBlamesNobody() {
    for (int i = 0; i < 20; i++) {
      assertFalse(suspicion.ended(new Window(4), 1));
    }
    assertFalse(suspicion.testsAlone());
  }

  private static Window underWay(long... positions) {
    Window window = new Window(16);
    for (long position : positions) {
      window.sent(position, 0);
    }
    return window;
  }
}
