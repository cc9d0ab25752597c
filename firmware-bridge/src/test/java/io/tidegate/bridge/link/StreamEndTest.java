package io.tidegate.bridge.link;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Two ends and a line between them that loses, doubles and delays.
class StreamEndTest {
  private static final int SEEDS = 300;
  private static final int STEPS = 3_000;
  private static final byte[] NOTHING = {};

  private record Late(StreamEnd.Part part, int dueMillis) {}

  /// One end, what was put into it, and what came out.
  private static final class Side {
    final StreamEnd end;
    final Deque<Late> line = new ArrayDeque<>();
    final ByteArrayOutputStream written = new ByteArrayOutputStream();
    final ByteArrayOutputStream read = new ByteArrayOutputStream();
    int frames;
    int lost;
    boolean givenUp;

    Side(StreamEnd end) {
      this.end = end;
    }
  }

  @Test
  void bytesComeOutOnceAndInOrderWhateverTheLineDoes() {
    int lost = 0;
    int givenUp = 0;
    for (long seed = 1; seed <= SEEDS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Side one = side(random);
      Side other = side(random);
      int now = random.nextInt();
      double loss = random.nextInt(3) * 0.1;
      for (int step = 0; step < STEPS; step++) {
        now += random.nextInt(40);
        turn(one, other, loss, now, random, seed);
        turn(other, one, loss, now, random, seed);
      }
      if (one.givenUp || other.givenUp) {
        givenUp++;
        continue;
      }
      for (int step = 0; step < STEPS; step++) {
        now += 40;
        take(one, Integer.MAX_VALUE);
        take(other, Integer.MAX_VALUE);
        pass(one, other, 0, now, random, seed);
        pass(other, one, 0, now, random, seed);
      }
      assertTrue(one.end.isFlushed() && other.end.isFlushed(), "it drains: seed " + seed);
      same(one, other, seed);
      same(other, one, seed);
      lost += one.lost + other.lost;
    }
    assertTrue(lost > 1_000, "frames lost: " + lost);
    assertTrue(givenUp < SEEDS / 10, "streams given up: " + givenUp);
  }

  private static Side side(SplittableRandom random) {
    int in = 1 + random.nextInt(300);
    return new Side(new StreamEnd(in, 1 + random.nextInt(300), 1 + random.nextInt(128)));
  }

  private static void turn(
      Side from, Side to, double loss, int now, SplittableRandom random, long seed) {
    if (random.nextInt(6) == 0) {
      byte[] bytes = new byte[1 + random.nextInt(100)];
      random.nextBytes(bytes);
      int taken = from.end.write(bytes, 0, bytes.length, now);
      from.written.write(bytes, 0, taken);
    }
    if (random.nextInt(4) == 0) {
      take(from, 1 + random.nextInt(80));
    }
    pass(from, to, loss, now, random, seed);
    byte[] expected = from.written.toByteArray();
    byte[] found = to.read.toByteArray();
    assertTrue(
        found.length <= expected.length
            && Arrays.equals(found, Arrays.copyOf(expected, found.length)),
        "seed " + seed);
  }

  private static void take(Side side, int most) {
    side.read.writeBytes(side.end.read(most));
  }

  /// What is due goes on the line, and what is on it arrives.
  private static void pass(
      Side from, Side to, double loss, int now, SplittableRandom random, long seed) {
    if (from.givenUp || to.givenUp) {
      return;
    }
    switch (from.end.due(now)) {
      case NOTHING -> assertTrue(from.end.dueInMillis(now) != 0, "seed " + seed);
      case FRAME -> {
        Late late = new Late(from.end.next(now), now + random.nextInt(80));
        from.frames++;
        if (random.nextDouble() < loss) {
          from.lost++;
        } else {
          from.line.add(late);
          if (random.nextInt(8) == 0) {
            from.line.add(late);
          }
        }
      }
      case GIVE_UP -> from.givenUp = true;
    }
    while (!from.line.isEmpty() && from.line.peek().dueMillis - now <= 0) {
      StreamEnd.Part part = from.line.poll().part;
      assertTrue(to.end.hear(part.at(), part.ack(), part.room(), part.data(), now), "seed " + seed);
    }
  }

  private static void same(Side from, Side to, long seed) {
    assertArrayEquals(from.written.toByteArray(), to.read.toByteArray(), "seed " + seed);
  }

  private static StreamEnd open() {
    StreamEnd end = new StreamEnd(64, 64, 64);
    assertTrue(end.hear(0, 0, 64, NOTHING, 0));
    return end;
  }

  @Test
  void whatTheOtherEndCannotHaveSeenIsBroken() {
    assertFalse(open().hear(0, 1, 64, NOTHING, 0), "an acknowledgement of what was never sent");
    assertFalse(open().hear(1, 0, 64, NOTHING, 0), "bytes after some that never came");
  }

  @Test
  void whatIsOldIsAnsweredAndChangesNothing() {
    StreamEnd end = open();
    byte[] bytes = {1, 2, 3};
    assertTrue(end.hear(0, 0, 64, bytes, 0));
    assertEquals(3, end.next(0).ack());
    assertTrue(end.hear(0, 0, 64, bytes, 1));
    assertEquals(StreamEnd.Due.FRAME, end.due(1));
    assertEquals(3, end.next(1).ack());
    assertArrayEquals(bytes, end.read(9));
  }

  @Test
  void aFullEndIsAskedForRoomAndSaysWhenItHasSome() {
    StreamEnd sender = open();
    StreamEnd full = new StreamEnd(2, 2, 2);
    sender.write(new byte[] {1, 2, 3}, 0, 3, 0);
    assertTrue(sender.hear(0, 0, 2, NOTHING, 0));
    assertArrayEquals(new byte[] {1, 2}, hand(sender, full, 0).data());
    hand(full, sender, 0);
    assertEquals(StreamEnd.Due.NOTHING, sender.due(499), "no room is known of");
    assertArrayEquals(new byte[] {3}, hand(sender, full, 500).data(), "asks with a byte");
    StreamEnd.Part answer = hand(full, sender, 500);
    assertEquals(2, answer.ack());
    assertEquals(0, answer.room());
    full.read(2);
    hand(full, sender, 510);
    assertArrayEquals(new byte[] {3}, hand(sender, full, 510).data(), "at once");
  }

  private static StreamEnd.Part hand(StreamEnd from, StreamEnd to, int now) {
    assertEquals(StreamEnd.Due.FRAME, from.due(now));
    StreamEnd.Part part = from.next(now);
    assertTrue(to.hear(part.at(), part.ack(), part.room(), part.data(), now));
    return part;
  }

  @Test
  void silenceIsGivenUp() {
    StreamEnd end = open();
    end.write(new byte[] {1}, 0, 1, 0);
    int frames = 0;
    int now = 0;
    for (; end.due(now) != StreamEnd.Due.GIVE_UP; now += end.dueInMillis(now)) {
      if (end.due(now) == StreamEnd.Due.FRAME) {
        end.next(now);
        frames++;
      }
    }
    assertEquals(10, frames);
    assertEquals(31_500, now);
  }
}
