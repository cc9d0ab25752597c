package io.tidegate.sim.cli;

import io.tidegate.sim.scenario.FaultKind;
import io.tidegate.sim.scenario.Run;
import io.tidegate.sim.scenario.Trouble;
import java.util.List;

/// What keys do to a run.
final class RunKeys {
  /// For the screen.
  static final String HELP =
      "n p board  u unplug  o power  r reset  c crash  h hang  b brown-out  s silence  f flood"
          + "  x noise  w network  k hole  a wifi  q quit";

  private static final long FIVE_SECONDS = 5_000_000_000L;

  private final List<String> boards;
  private int chosen;

  RunKeys(List<String> boards) {
    this.boards = boards;
  }

  /// The board that keys are for, as its place in the scenario.
  int chosen() {
    return chosen;
  }

  /// False when the run is to end. On the world's thread.
  boolean press(char key, Run run) {
    String board = boards.get(chosen);
    switch (key) {
      case 'n' -> chosen = (chosen + 1) % boards.size();
      case 'p' -> chosen = (chosen + boards.size() - 1) % boards.size();
      case 'u' -> toggle(run, FaultKind.UNPLUG, board);
      case 'o' -> toggle(run, FaultKind.POWER_OFF, board);
      case 'r' -> befall(run, FaultKind.RESET, board, 0);
      case 'c' -> befall(run, FaultKind.CRASH, board, 0);
      case 'h' -> befall(run, FaultKind.HANG, board, 0);
      case 'b' -> befall(run, FaultKind.BROWN_OUT, board, 0);
      case 's' -> befall(run, FaultKind.SILENCE, board, FIVE_SECONDS);
      case 'f' -> befall(run, FaultKind.FLOOD, board, FIVE_SECONDS);
      case 'x' -> befall(run, FaultKind.NOISE, board, 0);
      case 'w' -> toggle(run, FaultKind.REFUSE, "");
      case 'k' -> toggle(run, FaultKind.BLACK_HOLE, "");
      case 'a' -> toggle(run, FaultKind.WIFI_OFF, "");
      case 'q' -> {
        return false;
      }
      default -> {}
    }
    return true;
  }

  private static void toggle(Run run, FaultKind kind, String board) {
    if (run.can(kind) && !run.relieve(kind, board)) {
      befall(run, kind, board, Long.MAX_VALUE);
    }
  }

  private static void befall(Run run, FaultKind kind, String board, long nanos) {
    run.befall(Trouble.now(kind, board.isEmpty() ? List.of() : List.of(board), nanos));
  }
}
