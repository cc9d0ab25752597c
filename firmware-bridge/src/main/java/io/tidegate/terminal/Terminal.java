package io.tidegate.terminal;

import java.util.Map;

/// What may be done to the screen.
public final class Terminal {
  public static final String HOME_AND_CLEAR = "\u001b[H\u001b[2J";

  private Terminal() {}

  /// False when the output goes to a file or a pipe, and where [#canDraw] says so.
  public static boolean isCapable() {
    return System.console() != null && System.console().isTerminal() && canDraw(System.getenv());
  }

  /// True when nobody reads any more, as in `tidegate monitor | head`: Java is not ended by that.
  public static boolean isGone() {
    return System.out.checkError();
  }

  /// False for a terminal that says it cannot, or a user who wants it plain.
  public static boolean canDraw(Map<String, String> environment) {
    String kind = environment.getOrDefault("TERM", "dumb");
    String language =
        environment.getOrDefault(
            "LC_ALL", environment.getOrDefault("LC_CTYPE", environment.getOrDefault("LANG", "")));
    return !kind.isEmpty()
        && !kind.equals("dumb")
        && !environment.containsKey("NO_COLOR")
        && !language.equals("C")
        && !language.equals("POSIX");
  }
}
