package io.tidegate.gateway.cli;

import picocli.CommandLine.Option;

/// `--help`, for every command.
final class Help {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Explain this command and end.")
  private boolean asked;
}
