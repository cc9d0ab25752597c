package io.tidegate.sim.cli;

import picocli.CommandLine.Option;

/// Every command explains itself.
final class Help {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this.")
  private boolean wanted;
}
