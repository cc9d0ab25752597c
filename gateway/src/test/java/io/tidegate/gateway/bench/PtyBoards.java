package io.tidegate.gateway.bench;

import io.tidegate.sim.pty.PortPlan;
import io.tidegate.sim.pty.Rack;
import io.tidegate.sim.scenario.BoardPlan;
import io.tidegate.sim.scenario.Built;
import io.tidegate.sim.scenario.ChipKind;
import io.tidegate.sim.scenario.FirmwareKind;
import io.tidegate.sim.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Boards on ports in a process of their own: `PtyBoards FOLDER COUNT spread|step`. Says `ready`
/// when all ports are there; told anything, writes down when each line was due and ends.
///
/// Times are those of `System.nanoTime()`, which on Linux is one clock for all processes.
final class PtyBoards {
  static final String DUE = "due";
  static final long PERIOD_NANOS = 1_000_000_000;

  private final Path folder;
  private final Rack rack = new Rack(new World(1));
  private final List<List<Long>> dueNanos = new ArrayList<>();

  private PtyBoards(Path folder) {
    this.folder = folder;
  }

  public static void main(String[] arguments) throws IOException {
    PtyBoards boards = new PtyBoards(Path.of(arguments[0]));
    int count = Integer.parseInt(arguments[1]);
    if (arguments[2].equals("step")) {
      // in one turn of the rack no time passes: all measure at the same instants
      boards.rack.ask(() -> boards.add(count));
    } else {
      boards.add(count);
    }
    System.out.println("ready");
    System.in.read();
    Files.write(boards.folder.resolve(DUE), boards.rack.ask(boards::lines));
    boards.rack.close();
  }

  static Path port(Path folder, int board) {
    return folder.resolve("board" + board);
  }

  private Void add(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      List<Long> due = new ArrayList<>();
      dueNanos.add(due);
      Built board =
          BoardPlan.of("board" + i, FirmwareKind.JSON, ChipKind.ESP8266, PERIOD_NANOS)
              .build(1, measured -> due.add(rack.startNanos() + measured.nanos()));
      rack.add(board.board(), PortPlan.of(port(folder, i)));
    }
    return null;
  }

  /// `BOARD NUMBER NANOS`, a line each.
  private List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < dueNanos.size(); i++) {
      for (int n = 0; n < dueNanos.get(i).size(); n++) {
        lines.add(i + " " + (n + 1) + " " + dueNanos.get(i).get(n));
      }
    }
    return lines;
  }
}
