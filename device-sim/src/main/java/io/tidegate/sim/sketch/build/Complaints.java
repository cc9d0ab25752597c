package io.tidegate.sim.sketch.build;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a compiler has said about a source that it did not take, without its warnings: whoever
/// looks for the error has no use for them.
final class Complaints {
  /// Of what kind it is; lines of the source and marks under them follow, and notes.
  private static final Pattern KIND =
      Pattern.compile("^\\S.*?: (fatal error|error|warning|note): ");

  private static final String SUMMARY = "some warnings being treated as errors";

  private Complaints() {}

  static String errors(String words) {
    List<String> kept = new ArrayList<>();
    // where the next one is: which file took it, in which function it stands
    List<String> place = new ArrayList<>();
    boolean keeps = false;
    for (String line : words.strip().lines().toList()) {
      Matcher kind = KIND.matcher(line);
      if (kind.find()) {
        keeps = kind.group(1).equals("note") ? keeps : !kind.group(1).equals("warning");
        kept.addAll(keeps ? place : List.of());
        place.clear();
      } else if (!line.startsWith(" ") || !place.isEmpty()) {
        place.add(line);
        continue;
      }
      if (keeps) {
        kept.add(line);
      }
    }
    kept.addAll(place);
    kept.removeIf(line -> line.endsWith(SUMMARY));
    return String.join("\n", kept);
  }
}
