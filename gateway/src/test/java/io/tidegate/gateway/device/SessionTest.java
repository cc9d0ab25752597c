package io.tidegate.gateway.device;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tidegate.gateway.spool.Mark;
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
      Session session = new Session(new Mark("d", "s", 0));
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
    Session session = new Session(new Mark("d", "s", 0));
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
  void theMarkTellsHowManyUpToItWereHeldBackWhateverTheOrder() {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      Session session = new Session(new Mark("d", "s", 10, 4));
      List<Long> open = new ArrayList<>();
      Set<Long> held = new HashSet<>();
      for (int i = 0; i < 300; i++) {
        if (random.nextInt(3) > 0) {
          session.hear(session.heard() + 1, i);
          open.add(session.heard());
          if (random.nextBoolean()) {
            held.add(session.heard());
            session.holdBack();
            session.settle(open.removeLast(), i);
          }
        } else if (!open.isEmpty()) {
          session.settle(open.remove(random.nextInt(open.size())), i);
        }
        long upToSafe = 4 + held.stream().filter(number -> number <= session.safe()).count();
        assertEquals(upToSafe, session.mark().held(), "seed " + seed);
        assertEquals(4 + held.size(), session.held(), "seed " + seed);
        assertEquals(session.safe(), session.mark().number());
      }
    }
  }

  @Test
  void aLaterMarkFromDiskTakesTheCountWithIt() {
    Session session = new Session(new Mark("d", "s", 5, 3));
    session.adopt(new Mark("d", "s", 4, 1));
    assertEquals(new Mark("d", "s", 5, 3), session.mark());
    session.adopt(new Mark("d", "s", 9, 6));
    assertEquals(new Mark("d", "s", 9, 6), session.mark());
    assertEquals(6, session.held());
  }

  @Test
  void nothingBeyondWhatWasHeardBecomesSafe() {
    Session session = new Session(new Mark("d", "s", 0));
    session.hear(1, 0);
    session.settle(7, 0);
    session.settle(0, 0);
    assertEquals(0, session.safe());
  }
}
