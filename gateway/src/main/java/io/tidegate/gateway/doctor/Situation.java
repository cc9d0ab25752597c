package io.tidegate.gateway.doctor;

import io.tidegate.gateway.config.Configuration;
import io.tidegate.strict.Problem;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/// What the checks are told. `file` and `configuration` are null where there is none, or none that
/// can be used: then only the machine is looked at. `problems` and `warnings` are the reader's.
/// `clockPlausible` is false where the year cannot be.
public record Situation(
    Machine machine,
    Path file,
    Configuration configuration,
    List<Problem> problems,
    List<Problem> warnings,
    Running running,
    Instant now,
    boolean clockPlausible,
    KernelClock kernelClock,
    UnaryOperator<String> environment) {

  public Situation {
    problems = List.copyOf(problems);
    warnings = List.copyOf(warnings);
  }

  /// Who runs, or would run, the gateway.
  User user() {
    return User.ofGateway(machine, file);
  }

  /// The configuration's path as commands name it.
  String fileShown() {
    return file == null ? "tidegate.yaml" : file.toString();
  }
}
