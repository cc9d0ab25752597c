package io.tidegate.gateway.config;

import io.tidegate.strict.Problem;
import io.tidegate.strict.Result;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Reads texts as if they stood in /etc/tidegate/t.yaml of a machine that never changes.
final class Read {
  static final Map<String, String> ENVIRONMENT =
      Map.of("STATE_DIRECTORY", "/var/lib/tidegate", "RUNTIME_DIRECTORY", "/run/tidegate");
  static final HostFacts HOST =
      new HostFacts("garden.example.org", "4e5f0c1d2b3a49586776859403121f2e", "1.2.3");
  static final Path FILE = Path.of("/etc/tidegate/t.yaml");
  static final String MINIMAL =
      """
      broker: tcp://localhost
      ports:
        - path: /dev/ttyUSB0
      """;

  private Read() {}

  static Result<Configuration> result(String text) {
    return new ConfigurationReader(ENVIRONMENT::get, HOST).parse(text, FILE);
  }

  static Result.Ready<Configuration> ready(String text) {
    return ready(result(text));
  }

  static Result.Ready<Configuration> ready(Result<Configuration> result) {
    return switch (result) {
      case Result.Ready<Configuration> ready -> ready;
      case Result.Refused<Configuration> refused -> throw new AssertionError(refused.toString());
    };
  }

  static Configuration configuration(String text) {
    return ready(text).value();
  }

  /// A minimal file with more lines behind it, which begin in line 4.
  static Configuration with(String more) {
    return configuration(MINIMAL + more);
  }

  /// What a person would read, one line per problem, without the file's name.
  static List<String> problems(String text) {
    return refusal(result(text)).stream()
        .map(problem -> problem.toString().replace(FILE + ":", ""))
        .toList();
  }

  static List<Problem> refusal(Result<Configuration> result) {
    return switch (result) {
      case Result.Ready<Configuration> ready -> throw new AssertionError(ready.toString());
      case Result.Refused<Configuration> refused -> refused.problems();
    };
  }
}
