package io.tidegate.gateway.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/// The demo and the lab need the boards in software and a broker of their own; a package for a Pi
/// carries neither. So their commands are looked for by name.
final class Demo {
  private static final String LAB = "io.tidegate.gateway.lab.";

  private Demo() {}

  static Object command() {
    return command("DemoCommand", new Missing());
  }

  static Object lab() {
    return command("LabCommand", new MissingLab());
  }

  private static Object command(String name, Object otherwise) {
    try {
      return Class.forName(LAB + name).getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException | LinkageError _) {
      return otherwise;
    }
  }

  @Command(name = "lab", description = "Plays a scenario. Not part of this package.")
  static final class MissingLab implements Callable<Integer> {
    @Unmatched private List<String> asked;

    @Override
    public Integer call() throws Trouble {
      throw new Trouble(
          ExitCode.FAILED,
          "this package does not carry the lab (boards in software); run `gateway/bin/tidegate lab`"
              + " in a checkout of the sources");
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
