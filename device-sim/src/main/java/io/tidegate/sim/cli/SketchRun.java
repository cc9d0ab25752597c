package io.tidegate.sim.cli;

import io.tidegate.sim.board.Quirks;
import io.tidegate.sim.scenario.BoardPlan;
import io.tidegate.sim.sketch.build.BuildFailed;
import io.tidegate.sim.sketch.build.BuiltSketch;
import io.tidegate.sim.sketch.build.SketchBuild;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/// `tidegate-sim sketch`, when it is known what is wanted. Nothing here needs the library that
/// reads command lines, see [QuickArguments].
final class SketchRun {
  private SketchRun() {}

  /// The exit code. The options are those that [SketchOptions#check] has passed.
  static int run(SketchOptions options, PrintWriter out, PrintWriter err)
      throws IOException, InterruptedException {
    BuiltSketch built;
    try {
      built =
          new SketchBuild(SketchBuild.Surroundings.ofThisUser())
              .build(options.folder, options.build());
    } catch (BuildFailed e) {
      OneBoard.say(err, e.getMessage());
      return TidegateSim.FAILED;
    }
    if (options.gdb && built.width().isEmulated()) {
      OneBoard.say(
          err, "--gdb: a debugger cannot follow what an emulator runs; --bits 64 beside it can be");
      return TidegateSim.FAILED;
    }
    OneBoard.say(err, built.summary());
    StartCache.keep(options.trial());
    if (options.flash != null) {
      Files.createDirectories(options.flash);
    }
    Path kept = options.flash == null ? null : options.flash.toAbsolutePath();
    Path card = options.card == null ? null : options.card.toAbsolutePath();
    BoardPlan plan =
        BoardPlan.running(
                built.sketch().name(),
                new BoardPlan.Sketched(built, true, kept, card, options.gdb),
                options.chip(),
                options.wired())
            .withQuirks(Quirks.NONE.withStartMillis(options.millis.toMillis()));
    return new OneBoard(options.board, plan, out, err).run();
  }
}
