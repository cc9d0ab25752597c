package io.tidegate.gateway.device;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SessionTest {
  @Test
  void risesOverContiguousNumbersOnlyWhateverTheirOrder() {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      Session session = new Session("d", "s", 0);
      Set<Long> settled = new HashSet<>();
      List<Long> open = new ArrayList<>();
      long mark = 0;
      for (int i = 0; i < 400; i++) {
        if (random.nextInt(3) > 0) {
          session.hear(session.heard() + 1, i);
          open.add(session.heard());
        } else if (!open.isEmpty()) {
          int near = Math.min(open.size(), 1 + random.nextInt(20));
          Collections.shuffle(open.subList(0, near), random);
          long number = open.removeFirst();
          settled.add(number);
          session.settle(number, i);
          session.settle(number, i);
        }
        while (settled.contains(mark + 1)) {
          mark++;
        }
        assertEquals(mark, session.safe(), "seed " + seed);
      }
    }
  }

  @Test
  void aLostRangeIsSafeWhenItsAnnouncementIs() {
    Session session = new Session("d", "s", 0);
    session.hear(1, 0);
    session.announceLost(4_000_000_000L, 0);
    session.hear(4_000_000_001L, 0);
    session.settle(4_000_000_001L, 0);
    session.settle(1, 0);
    assertEquals(1, session.safe());
    session.settle(4_000_000_000L, 0);
    assertEquals(4_000_000_001L, session.safe());
    assertEquals(0, session.waiting());
  }

  @Test
  void nothingBeyondWhatWasHeardBecomesSafe() {
    Session session = new Session("d", "s", 0);
    session.hear(1, 0);
    session.settle(7, 0);
    session.settle(0, 0);
    assertEquals(0, session.safe());
  }
}
