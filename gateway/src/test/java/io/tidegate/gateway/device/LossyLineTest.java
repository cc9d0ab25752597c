package io.tidegate.gateway.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.bridge.Frame;
import io.tidegate.bridge.FrameEncoder;
import io.tidegate.gateway.spool.Key;
import io.tidegate.gateway.spool.Mark;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// One board and the gateway over a line that drops, flips, repeats and cuts, with resets, power
/// cuts and
/// unplugging at the board, late and disordered safety and crashes at the gateway. A seed is a
/// history.
class LossyLineTest {
  private static final int SEEDS = 400;
  private static final int FAULTY_STEPS = 1_500;
  private static final int HEALING_STEPS = 6_000;
  private static final long STEP_MILLIS = 20;

  @Test
  void everyNumberIsTakenInOrderOrAnnouncedAndNothingIsAcknowledgedBeforeItIsSafe() {
    int taken = 0;
    int lost = 0;
    int unsure = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      History history = new History(seed);
      history.run();
      taken += history.idOf.size();
      lost += history.lost.size();
      unsure += history.unsure.size();
    }
    assertTrue(taken > 20 * SEEDS, "taken " + taken);
    assertTrue(lost > SEEDS && unsure > SEEDS, "lost " + lost + ", unsure " + unsure);
  }

  private static final class History {
    final int seed;
    final Random random;
    final ModelBoard board = new ModelBoard("esp");
    final Map<String, Long> idOf = new HashMap<>();
    final Set<Key> lost = new HashSet<>();
    final Set<Key> unsure = new HashSet<>();

    // What happened, for ever.
    private final Set<Key> safe = new HashSet<>();
    private final Map<String, Long> acknowledged = new HashMap<>();
    private long measured;
    private long powerLosses;

    // This life of the gateway.
    private Boards boards;
    private final Map<String, Long> lastTaken = new HashMap<>();
    private final List<Key> waiting = new ArrayList<>();
    private final Map<Key, Long> unsureFrom = new HashMap<>();

    /// What the board had measured when it was first welcomed: only that can be unsure.
    private long welcomedAt;

    private List<Mark> onDisk = List.of();

    // The line.
    private boolean faulty = true;
    private boolean plugged;
    private byte[] down = new byte[0];
    private long nowMillis;

    History(int seed) {
      this.seed = seed;
      this.random = new Random(seed);
    }

    void run() {
      start();
      for (int i = 0; i < FAULTY_STEPS; i++) {
        trouble();
        step();
      }
      faulty = false;
      for (int i = 0; i < HEALING_STEPS && !(board.drained() && waiting.isEmpty()); i++) {
        if (!plugged) {
          plug();
        }
        step();
      }
      assertTrue(board.drained(), () -> "the board still holds readings, seed " + seed);
      judge();
    }

    /// Every number of a session up to its last is safe, announced, or beyond what the board kept.
    private void judge() {
      for (Map.Entry<String, Long> each : acknowledged.entrySet()) {
        for (long number = 1; number <= each.getValue(); number++) {
          Key key = new Key("esp", each.getKey(), number);
          assertTrue(
              safe.contains(key) || unsure.contains(key), () -> "seed " + seed + " lost " + key);
        }
      }
      assertTrue(idOf.size() <= measured);
    }

    private void start() {
      PortRule port = new PortRule(0, "port0", Decoding.AUTO, "", null);
      boards = new Boards(new BoardRules(List.of(port), Map.of(), true), seed, random);
      boards.restore(onDisk, false);
      plugged = false;
      waiting.clear();
      lastTaken.clear();
      unsureFrom.clear();
      welcomedAt = 0;
    }

    private void plug() {
      plugged = true;
      boards.portUp(0, new PortSource("port0", "", ""), nanos());
    }

    private void trouble() {
      switch (random.nextInt(400)) {
        case 0 -> board.reset(false);
        case 1 -> {
          board.reset(true);
          powerLosses++;
        }
        case 2, 3 -> {
          boards.portDown(0, nanos());
          plugged = false;
        }
        case 4 -> start();
        default -> {}
      }
      if (!plugged && random.nextInt(20) == 0) {
        plug();
      }
      if (random.nextInt(12) == 0) {
        board.measure(++measured);
      }
    }

    private void step() {
      nowMillis += STEP_MILLIS;
      byte[] up = board.poll(plugged ? down : new byte[0], nowMillis);
      down = new byte[0];
      ByteArrayOutputStream toBoard = new ByteArrayOutputStream();
      if (plugged) {
        does(boards.bytes(0, spoil(up), nanos()), toBoard);
        if (boards.dueNanos() <= nanos()) {
          does(boards.tick(nanos()), toBoard);
        }
      }
      makeSafe();
      does(boards.acknowledge(nanos()), toBoard);
      down = spoil(toBoard.toByteArray());
    }

    private void makeSafe() {
      boolean commit = !faulty || random.nextInt(15) == 0;
      while (commit && !waiting.isEmpty()) {
        Key key = waiting.remove(random.nextInt(Math.min(4, waiting.size())));
        settle(key);
        commit = random.nextInt(10) > 0;
      }
      if (random.nextInt(50) == 0) {
        onDisk = boards.marks();
      }
    }

    private void settle(Key key) {
      safe.add(key);
      for (long n = unsureFrom.getOrDefault(key, key.number() + 1); n <= key.number(); n++) {
        unsure.add(new Key("esp", key.session(), n));
      }
      lost.stream()
          .filter(each -> each.session().equals(key.session()) && each.number() <= key.number())
          .filter(_ -> lost.contains(key))
          .forEach(safe::add);
      boards.safe(key, nanos());
    }

    private void does(List<DeviceEffect> effects, ByteArrayOutputStream toBoard) {
      for (DeviceEffect effect : effects) {
        switch (effect) {
          case DeviceEffect.Taken(Reading reading) -> take(reading);
          case DeviceEffect.Gap gap -> {
            for (long number = gap.first(); number <= gap.last(); number++) {
              lost.add(new Key("esp", gap.session(), number));
            }
            lastTaken.put(gap.session(), gap.last());
            waiting.add(gap.key());
          }
          case DeviceEffect.HeldBack(Key key) ->
              throw new AssertionError(key + " held back without a rule");
          case DeviceEffect.Unsure range -> unsure(range);
          case DeviceEffect.Send(_, Frame frame) -> {
            toBoard.writeBytes(FrameEncoder.encode(frame));
            if (frame instanceof Frame.Ack(String session, long number)) {
              acknowledged(session, number);
            }
            if (frame instanceof Frame.Welcome && welcomedAt == 0) {
              welcomedAt = board.next();
            }
          }
          case DeviceEffect.Alarm(String kind, _, _, _) ->
              throw new AssertionError("alarm " + kind + ", seed " + seed);
          case DeviceEffect.Refused refused ->
              throw new AssertionError("refused " + refused + ", seed " + seed);
          case DeviceEffect.Notice(String kind, _, _, String words) -> rebuilt(kind, words);
          case DeviceEffect.Published _, DeviceEffect.Subscribed _, DeviceEffect.StreamRefused _ ->
              throw new AssertionError("a stream, seed " + seed);
          case DeviceEffect.Presence _,
              DeviceEffect.Described _,
              DeviceEffect.Fault _,
              DeviceEffect.Line _,
              DeviceEffect.CommandEnded _,
              DeviceEffect.Reopen _ -> {}
        }
      }
    }

    private void take(Reading reading) {
      Key key = reading.key();
      long id = (long) reading.values().members().getFirst().number();
      Long before = idOf.put(key.tag(), id);
      assertTrue(before == null || before == id, () -> "seed " + seed + ": two readings " + key);
      Long last = lastTaken.put(key.session(), key.number());
      assertTrue(
          last == null || last + 1 == key.number(),
          () -> "seed " + seed + ": " + key + " behind " + last);
      waiting.add(key);
    }

    private void unsure(DeviceEffect.Unsure range) {
      if (!range.words().startsWith("numbers")) {
        assertTrue(powerLosses > 0, () -> "no power was lost, seed " + seed);
        return;
      }
      Key key = range.key();
      long first = key.number() - range.atMost() + 1;
      Long last = lastTaken.put(range.session(), key.number());
      assertTrue(last == null || last + 1 == first, () -> range + " behind " + last);
      assertTrue(key.number() < welcomedAt, () -> "seed " + seed + ": not measured yet: " + range);
      unsureFrom.put(key, first);
      waiting.add(key);
    }

    /// Of a session it has no mark of, a new life of the gateway cannot know what was below the
    /// base.
    private void rebuilt(String kind, String words) {
      if (kind.equals("marks_rebuilt")) {
        String[] parts = words.split(" ");
        assertEquals(null, lastTaken.get(parts[1]), () -> "rebuilt in one life, seed " + seed);
        for (long number = 1; number < Long.parseLong(parts[4]); number++) {
          unsure.add(new Key("esp", parts[1], number));
        }
      }
    }

    private void acknowledged(String session, long number) {
      acknowledged.merge(session, number, Math::max);
      Key key = new Key("esp", session, number);
      assertTrue(
          safe.contains(key) || unsure.contains(key),
          () -> "seed " + seed + ": acknowledged before it was safe: " + key);
    }

    private byte[] spoil(byte[] bytes) {
      if (!faulty || bytes.length == 0 || random.nextInt(3) > 0) {
        return bytes;
      }
      int at = random.nextInt(bytes.length);
      ByteArrayOutputStream spoiled = new ByteArrayOutputStream();
      switch (random.nextInt(4)) {
        case 0 -> spoiled.write(bytes, 0, at);
        case 1 -> {
          bytes[at] ^= (byte) (1 << random.nextInt(8));
          spoiled.writeBytes(bytes);
        }
        case 2 -> {
          spoiled.writeBytes(bytes);
          spoiled.write(bytes, at, bytes.length - at);
        }
        default -> {
          spoiled.writeBytes(bytes);
          spoiled.writeBytes(bytes);
        }
      }
      return spoiled.toByteArray();
    }

    private long nanos() {
      return nowMillis * 1_000_000;
    }
  }
}
