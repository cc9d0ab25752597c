package io.tidegate.sim.cli;

import io.tidegate.sim.check.Report;
import io.tidegate.sim.scenario.Scenario;
import java.nio.file.Path;

/// How a run shows itself. Any thread may call.
interface RunFace extends AutoCloseable {
  /// `port` is where ports are, with a name in place of NAME; `proxyPort` 0 where no broker is
  /// known.
  void begins(Scenario scenario, Path port, int proxyPort);

  /// Something happened, so long after the beginning.
  void told(long nanos, String words);

  /// Called several times a second.
  void show(RunPicture picture);

  /// `unjudged`: why expectations were not judged; empty when they were.
  void end(Report report, String unjudged);

  @Override
  void close();
}
