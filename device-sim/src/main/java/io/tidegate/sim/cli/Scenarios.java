package io.tidegate.sim.cli;

import io.tidegate.sim.scenario.Scenario;
import io.tidegate.sim.scenario.ScenarioReader;
import io.tidegate.strict.Result;
import java.io.PrintWriter;
import java.nio.file.Path;

/// Scenario files, as commands read them.
final class Scenarios {
  private Scenarios() {}

  /// Null when it cannot be used: what is wrong was told then, a line each.
  static Scenario read(Path file, Long seed, Double speed, PrintWriter complaints) {
    Result<Scenario> result = ScenarioReader.read(file);
    if (result instanceof Result.Refused<Scenario>(var problems)) {
      problems.forEach(complaints::println);
      complaints.flush();
      return null;
    }
    Result.Ready<Scenario> ready = (Result.Ready<Scenario>) result;
    ready.warnings().forEach(each -> complaints.println("warning: " + each));
    complaints.flush();
    Scenario scenario = seed == null ? ready.value() : ready.value().withSeed(seed);
    return speed == null ? scenario : scenario.withSpeed(speed);
  }
}
