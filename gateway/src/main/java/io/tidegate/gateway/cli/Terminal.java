package io.tidegate.gateway.cli;

/// What may be done to the screen.
final class Terminal {
  static final String HOME_AND_CLEAR = "\u001b[H\u001b[2J";

  private Terminal() {}

  /// False when the output goes to a file or a pipe, or the terminal says that it cannot.
  static boolean isCapable() {
    String kind = System.getenv("TERM");
    return System.console() != null
        && System.console().isTerminal()
        && kind != null
        && !kind.equals("dumb")
        && System.getenv("NO_COLOR") == null;
  }
}
