package io.tidegate.gateway.cli;

/// A command cannot go on: what to say, and the exit code.
final class Trouble extends Exception {
  private static final long serialVersionUID = 1L;

  final transient ExitCode exit;

  Trouble(ExitCode exit, String words) {
    super(words);
    this.exit = exit;
  }
}
