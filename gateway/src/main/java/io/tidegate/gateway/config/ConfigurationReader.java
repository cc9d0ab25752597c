package io.tidegate.gateway.config;

import io.tidegate.strict.FileKind;
import io.tidegate.strict.Problems;
import io.tidegate.strict.Result;
import io.tidegate.strict.Section;
import io.tidegate.strict.StrictFile;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/// Reads a configuration file. Every problem is collected, none is thrown.
public final class ConfigurationReader {
  /// A hundred boards with all their channels fit many times; whatever is larger is something else.
  static final int SIZE_LIMIT = 256 << 10;

  /// More ports than any machine has.
  static final int LIST_LIMIT = 256;

  private static final FileKind KIND =
      new FileKind(
          "configuration file",
          "  broker: ...\n  ports:\n    - path: ...",
          Keys.ALL,
          Hints.WORDS,
          SIZE_LIMIT,
          LIST_LIMIT);

  private final UnaryOperator<String> environment;
  private final HostFacts host;

  /// `environment` gives a variable's value, or null.
  public ConfigurationReader(UnaryOperator<String> environment, HostFacts host) {
    this.environment = environment;
    this.host = host;
  }

  public Result<Configuration> read(Path file) {
    return StrictFile.read(file, KIND, (root, problems) -> assemble(root, file, problems));
  }

  /// `file` is where the text is said to come from; relative paths in it begin there.
  public Result<Configuration> parse(String text, Path file) {
    return StrictFile.parse(text, file, KIND, (root, problems) -> assemble(root, file, problems));
  }

  private Configuration assemble(Section root, Path file, Problems problems) {
    Paths paths = new Paths(file, environment);
    return new Assembly(root, paths, environment, host, problems).assemble();
  }
}
