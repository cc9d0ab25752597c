package io.tidegate.gateway.cli;

import java.nio.file.Path;

/// `tidegate run` on a disk that takes every batch and never answers: a card whose sync hangs.
public final class StuckDiskMain {
  private StuckDiskMain() {}

  public static void main(String[] arguments) throws Exception {
    System.exit(
        RunCommand.run(Path.of(arguments[0]), around -> around.withDisk(disk -> batch -> {})));
  }
}
