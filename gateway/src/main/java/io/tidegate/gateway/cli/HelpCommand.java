package io.tidegate.gateway.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `tidegate help port release` explains what `tidegate port release --help` does.
@Command(
    name = "help",
    description = "Explains a command, with examples.",
    footerHeading = "%nExamples:%n",
    footer = {"  tidegate help run", "  tidegate help port release"})
final class HelpCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private Help help;

  @Parameters(
      arity = "0..*",
      paramLabel = "COMMAND",
      description = "Which. Without: what there is.")
  private List<String> names = List.of();

  @Override
  public Integer call() {
    CommandLine at = spec.commandLine().getParent();
    for (String name : names) {
      CommandLine next = at.getSubcommands().get(name);
      if (next == null) {
        throw new CommandLine.UnmatchedArgumentException(at, List.of(name));
      }
      at = next;
    }
    at.usage(spec.commandLine().getOut());
    return ExitCode.OK.code;
  }
}
