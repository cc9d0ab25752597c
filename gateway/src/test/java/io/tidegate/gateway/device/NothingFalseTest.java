package io.tidegate.gateway.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.board.Board;
import io.tidegate.sim.board.Chip;
import io.tidegate.sim.board.Firmware;
import io.tidegate.sim.board.Hang;
import io.tidegate.sim.board.PlainFirmware;
import io.tidegate.sim.board.ResetCause;
import io.tidegate.sim.line.LineFaults;
import io.tidegate.sim.line.LineFaults.Kind;
import io.tidegate.sim.model.Measurement;
import io.tidegate.sim.model.Model;
import io.tidegate.sim.scenario.ChipKind;
import io.tidegate.sim.sensor.Fault;
import io.tidegate.sim.setting.Settings;
import io.tidegate.sim.text.TextKind;
import io.tidegate.sim.world.Cable;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Boards of every kind and chip in every trouble, from many seeds, in virtual time: nothing is
/// taken that was not measured, so nothing false can be published.
class NothingFalseTest {
  private static final long SECOND = 1_000_000_000L;
  private static final int SEEDS = 20;
  private static final int TROUBLES = 24;

  /// What a line without a checksum cannot hide: bytes are late, or there are many more of them.
  private static final Set<Kind> SEEN = EnumSet.of(Kind.SPLIT, Kind.STALL, Kind.NOISE);

  private static final Set<Kind> HARMLESS = EnumSet.of(Kind.SPLIT, Kind.STALL);
  private static final int NOISE_BYTES = 200;
  private static final int[] BAUDS = {9_600, 19_200, 57_600, 74_880, 230_400, 250_000};

  private static Function<Model, Firmware> prints(TextKind kind) {
    Map<String, String> settings = kind == TextKind.JSON ? Map.of("device_id", "false") : Map.of();
    return model ->
        new PlainFirmware(model, kind.make("esp", Settings.of(kind.settings(), settings)));
  }

  /// What befalls a board, drawn from the seed. `kinds`: what may befall its line; `cuts`: a line
  /// may lose its beginning.
  private static final class Fate {
    private final ListenedBoard board;
    private final SplittableRandom random;
    private final List<Kind> kinds;
    private final boolean cuts;
    private final Set<String> befell;

    Fate(ListenedBoard board, long seed, Set<Kind> kinds, boolean cuts, Set<String> befell) {
      this.board = board;
      this.random = new SplittableRandom(seed);
      this.kinds = List.copyOf(kinds);
      this.cuts = cuts;
      this.befell = befell;
    }

    private <T> T one(T[] all) {
      return all[random.nextInt(all.length)];
    }

    private long upTo(long nanos) {
      return 1 + random.nextLong(nanos);
    }

    void befall() {
      board.runNanos(upTo(5 * SECOND));
      long now = board.world.nowNanos();
      switch (random.nextInt(cuts ? 12 : 9)) {
        case 0, 1, 2 -> reset(one(ResetCause.values()), now);
        case 3 -> board.chip.crash(random.nextInt(30), now);
        case 4 -> hang(one(Hang.values()), now);
        case 5 -> board.chip.brownOut(1 + random.nextInt(8), upTo(SECOND / 2), now);
        case 6 -> rest(random.nextInt(3), now);
        case 7 -> board.gauge.inject(one(GAUGE_FAULTS), now, now + upTo(3 * SECOND));
        case 8 -> line();
        case 9 -> speed(board.baud, BAUDS[random.nextInt(BAUDS.length)]);
        case 10 -> plugs();
        default -> power();
      }
      board.cable.wake();
    }

    private static final Fault[] GAUGE_FAULTS = {
      Fault.NAN, Fault.DISCONNECTED, Fault.STUCK, Fault.OUT_OF_RANGE
    };

    private void reset(ResetCause cause, long now) {
      befell.add(cause.wireName());
      board.chip.reset(cause, now);
    }

    private void hang(Hang how, long now) {
      befell.add(how.wireName());
      board.chip.hang(how, now);
      board.cable.wake();
      board.run(12);
      board.chip.reset(ResetCause.EXTERNAL, board.world.nowNanos());
    }

    private void rest(int how, long now) {
      switch (how) {
        case 0 -> board.chip.deepSleep(upTo(3 * SECOND), now);
        case 1 -> board.chip.flood(upTo(SECOND), now);
        default -> board.chip.silence(upTo(3 * SECOND), now);
      }
    }

    private void line() {
      Kind kind = kinds.get(random.nextInt(kinds.size()));
      befell.add(kind.wireName());
      if (kind == Kind.NOISE) {
        board.cable.inject(Cable.Way.UP, kind, NOISE_BYTES);
      } else {
        board.cable.faults(LineFaults.of(100 + random.nextInt(400), EnumSet.of(kind)));
        board.runNanos(upTo(5 * SECOND));
        board.cable.faults(LineFaults.NONE);
      }
    }

    private void speed(int before, int wrong) {
      board.baud = wrong;
      board.runNanos(upTo(3 * SECOND));
      board.baud = before;
    }

    private void plugs() {
      board.cable.plug(false);
      board.runNanos(upTo(3 * SECOND));
      board.cable.plug(true);
    }

    private void power() {
      board.cable.pin(Board.POWER, 0);
      board.runNanos(upTo(SECOND));
      board.cable.pin(Board.POWER, 1);
    }
  }

  /// How many readings the board's first decoder took.
  private static int play(
      ListenedBoard board, long seed, Set<Kind> kinds, Set<String> befell, String words) {
    Fate fate = new Fate(board, seed, kinds, true, befell);
    int taken = 0;
    for (int i = 0; i < TROUBLES; i++) {
      fate.befall();
      taken += board.judged(words);
    }
    board.run(10);
    return taken + board.judged(words);
  }

  private static void assertAllBefell(Set<Kind> kinds, Set<String> befell) {
    Set<String> meant = new TreeSet<>();
    List.of(ResetCause.values()).forEach(each -> meant.add(each.wireName()));
    List.of(Hang.values()).forEach(each -> meant.add(each.wireName()));
    kinds.forEach(each -> meant.add(each.wireName()));
    assertEquals(meant, befell);
  }

  /// Frames have a CRC: every fault of a line may befall them.
  @ParameterizedTest
  @EnumSource
  void onTheLinkOnlyWhatWasMeasuredIsTakenWhateverHappens(ChipKind chip) {
    Set<Kind> all = EnumSet.allOf(Kind.class);
    Set<String> befell = new TreeSet<>();
    for (Decoding decoding : List.of(Decoding.LINK, Decoding.AUTO)) {
      for (int seed = 1; seed <= SEEDS; seed++) {
        ListenedBoard board = new ListenedBoard(seed, chip.chip(), ListenedBoard::linked, decoding);
        int taken = play(board, seed, all, befell, decoding + ", seed " + seed);
        assertTrue(taken > 50, "taken: " + taken + ", " + decoding + ", seed " + seed);
      }
    }
    assertAllBefell(all, befell);
  }

  /// A digit that is flipped or lost in a line without a checksum is seen by nobody; all else is.
  @ParameterizedTest
  @EnumSource
  void onPortsForJsonOrTheLinkNothingIsTakenThatWasNotMeasured(ChipKind chip) {
    Set<String> befell = new TreeSet<>();
    for (TextKind kind : TextKind.values()) {
      for (int seed = 1; seed <= SEEDS; seed++) {
        ListenedBoard board =
            new ListenedBoard(
                seed, chip.chip(), prints(kind), Decoding.AUTO, Decoding.JSON, Decoding.LINK);
        int taken = play(board, seed, SEEN, befell, kind.wireName() + ", seed " + seed);
        assertEquals(kind == TextKind.JSON, taken > 0, kind.wireName());
      }
    }
    assertAllBefell(SEEN, befell);
  }

  /// The judge of the tests above sees what nobody else can.
  @Test
  void aFlippedDigitInJsonWouldBeFoundHere() {
    ListenedBoard board = new ListenedBoard(1, Chip.ESP8266, prints(TextKind.JSON), Decoding.JSON);
    board.cable.faults(LineFaults.of(100, EnumSet.of(Kind.FLIP)));
    board.run(60);
    assertThrows(AssertionError.class, () -> board.judged("flipped"));
  }

  /// Where a reset cuts a line of columns or pairs, its last number may be cut too: nobody can see
  /// that. Nothing worse happens.
  @ParameterizedTest
  @EnumSource
  void columnsAndPairsAreTakenAsMeasuredOrCutAtTheirEnd(ChipKind chip) {
    Map<TextKind, Decoding> meant =
        Map.of(
            TextKind.CSV, Decoding.CSV,
            TextKind.KEY_VALUE, Decoding.KEY_VALUE,
            TextKind.PLOTTER, Decoding.KEY_VALUE);
    Set<String> befell = new TreeSet<>();
    meant.forEach(
        (kind, decoding) -> {
          for (int seed = 1; seed <= SEEDS; seed++) {
            ListenedBoard board = new ListenedBoard(seed, chip.chip(), prints(kind), decoding);
            Fate fate = new Fate(board, seed, HARMLESS, false, befell);
            int taken = 0;
            for (int i = 0; i < TROUBLES; i++) {
              fate.befall();
              for (String each : board.taken(board.talks.getFirst())) {
                taken++;
                assertTrue(
                    board.measured.containsKey(each) || isCut(each, board), kind + ": " + each);
              }
            }
            assertTrue(taken > 50, kind + ": " + taken);
          }
        });
    assertAllBefell(HARMLESS, befell);
  }

  /// The beginning of a measurement's line, with some of its digits missing at the end.
  private static boolean isCut(String taken, ListenedBoard board) {
    String beginning = taken.substring(0, taken.length() - 1);
    return board.measured.values().stream()
        .filter(Measurement::complete)
        .anyMatch(each -> each.json().startsWith(beginning));
  }
}
