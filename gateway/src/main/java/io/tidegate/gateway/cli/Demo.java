package io.tidegate.gateway.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/// The demo needs the boards in software and a broker of its own; a package for a Pi carries
/// neither. So its command is looked for by name.
final class Demo {
  private static final String COMMAND = "io.tidegate.gateway.lab.DemoCommand";

  private Demo() {}

  static Object command() {
    try {
      return Class.forName(COMMAND).getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException | LinkageError _) {
      return new Missing();
    }
  }

  @Command(name = "demo", description = "Shows a whole site in software. Not part of this package.")
  static final class Missing implements Callable<Integer> {
    /// Whatever the demo was asked for, the answer is the same.
    @Unmatched private List<String> asked;

    @Override
    public Integer call() throws Trouble {
      throw new Trouble(
          ExitCode.FAILED,
          "this package does not carry the demo (boards and a broker in software); run"
              + " `gateway/bin/tidegate demo` in a checkout of the sources");
    }
  }
}
