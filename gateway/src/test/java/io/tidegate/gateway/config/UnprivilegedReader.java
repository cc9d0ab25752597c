package io.tidegate.gateway.config;

import io.tidegate.strict.Result;
import java.nio.file.Path;

/// A process that reads one configuration file and says what came of it, for a test that runs it as
/// a user without rights.
final class UnprivilegedReader {
  private UnprivilegedReader() {}

  public static void main(String[] arguments) {
    ConfigurationReader reader = new ConfigurationReader(Read.ENVIRONMENT::get, Read.HOST);
    switch (reader.read(Path.of(arguments[0]))) {
      case Result.Ready<Configuration> ready -> ready.warnings().forEach(System.out::println);
      case Result.Refused<Configuration> refused -> refused.problems().forEach(System.out::println);
    }
    System.out.println("end");
  }
}
