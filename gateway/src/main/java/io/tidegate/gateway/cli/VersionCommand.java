package io.tidegate.gateway.cli;

import io.tidegate.gateway.run.Version;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(name = "version", description = "Says which version this is, and on which Java it runs.")
final class VersionCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine()
        .getOut()
        .println(
            "tidegate "
                + Version.TEXT
                + " (Java "
                + Runtime.version()
                + ", "
                + System.getProperty("os.arch")
                + ")");
    return ExitCode.OK.code;
  }
}
