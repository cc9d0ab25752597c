package io.tidegate.terminal;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Commands as they can be typed again.
public final class Shell {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

  private Shell() {}

  /// One line; a word that a shell would take apart stands in quotes.
  public static String line(List<String> words) {
    return words.stream().map(Shell::word).collect(Collectors.joining(" "));
  }

  private static String word(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
