package io.tidegate.gateway.uplink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ConnectorTest {
  private static final long MS = 1_000_000;
  private static final long SECOND = 1_000 * MS;

  @Test
  void newsOfAnOlderConnectionChangesNothing() {
    Connector connector = connector();
    long first = connector.due(0);
    connector.down(first, 0);
    long second = connector.due(connector.dueNanos());
    assertFalse(connector.up(first, SECOND));
    assertFalse(connector.down(first, SECOND));
    assertTrue(connector.up(second, SECOND));
    assertTrue(connector.isUp());
  }

  @Test
  void asksForOneAttemptAtATime() {
    Connector connector = connector();
    assertEquals(1, connector.due(0));
    assertEquals(0, connector.due(60 * SECOND));
  }

  @Test
  void pausesGrowToTheLimitAndNeverBeyond() {
    Connector connector = connector();
    long now = 0;
    long longest = 0;
    for (int i = 0; i < 200; i++) {
      long attempt = connector.due(now);
      connector.down(attempt, now);
      long pause = connector.dueNanos() - now;
      assertTrue(pause >= 0 && pause <= 5 * SECOND, "pause " + pause);
      longest = Math.max(longest, pause);
      now = connector.dueNanos();
    }
    assertTrue(longest > 2 * SECOND, "longest pause " + longest);
  }

  @Test
  void aBrokerThatAcceptsAndThrowsUsOutIsNotHammered() {
    Connector connector = connector();
    long now = 0;
    for (int i = 0; i < 20; i++) {
      long attempt = connector.due(now);
      connector.up(attempt, now);
      connector.down(attempt, now + 10 * MS);
      now = connector.dueNanos();
    }
    assertEquals(20, connector.failures());
  }

  @Test
  void aStableConnectionStartsThePausesOver() {
    Connector connector = connector();
    long now = 0;
    for (int i = 0; i < 10; i++) {
      connector.down(connector.due(now), now);
      now = connector.dueNanos();
    }
    long attempt = connector.due(now);
    connector.up(attempt, now);
    connector.down(attempt, now + 60 * SECOND);
    assertTrue(connector.dueNanos() - (now + 60 * SECOND) <= 100 * MS);
  }

  @Test
  void endedMeansNoFurtherAttempt() {
    Connector connector = connector();
    connector.end();
    assertEquals(0, connector.due(3_600 * SECOND));
    assertEquals(Long.MAX_VALUE, connector.dueNanos());
  }

  private static Connector connector() {
    return new Connector(
        new Backoff(100 * MS, 5 * SECOND, 30 * SECOND, new SplittableRandom(1)), 0);
  }
}
