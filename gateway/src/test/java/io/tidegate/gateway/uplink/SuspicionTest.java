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
  void suspectsTravelAloneUntilTheLastOfThemIsAcknowledged() {
    suspicion.ended(underWay(5, 6), 1);
    suspicion.ended(underWay(5, 6), 1);
    suspicion.acknowledged(5);
    assertTrue(suspicion.testsAlone());
    suspicion.acknowledged(6);
    assertFalse(suspicion.testsAlone());
    assertFalse(suspicion.ended(underWay(6), 1));
  }

  @Test
  void theCulpritIsFoundBehindOthersWhoseAcknowledgementsWereLost() {
    suspicion.ended(underWay(1, 2, 3, 4, 5), 1);
    suspicion.ended(underWay(1, 2, 3, 4, 5), 1);
    suspicion.acknowledged(1);
    suspicion.acknowledged(2);
    suspicion.acknowledged(3);
    assertFalse(suspicion.ended(underWay(4), 1));
    assertFalse(suspicion.ended(underWay(4), 1));
    assertTrue(suspicion.ended(underWay(4), 1));
  }

  @Test
  void whatWasUnderWayOnlyOnceIsNoSuspect() {
    suspicion.ended(underWay(1, 2, 3), 1);
    suspicion.ended(underWay(3, 4, 5), 1);
    assertTrue(suspicion.testsAlone());
    suspicion.acknowledged(3);
    assertFalse(suspicion.testsAlone());
  }

  @Test
  void aloneEndingsOfDifferentMessagesConvictNobody() {
    suspicion.ended(underWay(1, 2, 3), 1);
    suspicion.ended(underWay(1, 2, 3), 1);
    for (long position = 1; position <= 3; position++) {
      assertFalse(suspicion.ended(underWay(position), 1));
      assertFalse(suspicion.ended(underWay(position), 1));
      suspicion.acknowledged(position);
    }
    assertFalse(suspicion.testsAlone());
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
