package io.tidegate.sim.sketch.build;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// What of some files the preprocessor has let through.
final class ActiveLines {
  private ActiveLines() {}

  /// The same texts, with blanks in the place of each line that a condition has left out; every
  /// position stays what it was.
  static Map<Path, String> of(Map<Path, String> texts, String preprocessed) {
    Map<String, BitSet> lines = seen(preprocessed);
    Map<Path, String> active = new LinkedHashMap<>();
    texts.forEach(
        (file, text) ->
            active.put(file, blanked(text, lines.getOrDefault(file.toString(), new BitSet()))));
    return active;
  }

  /// For each file the lines that are not empty. `# 12 "file"` says where the next line is from.
  private static Map<String, BitSet> seen(String preprocessed) {
    Map<String, BitSet> lines = new HashMap<>();
    BitSet current = new BitSet();
    int line = 1;
    for (String each : preprocessed.split("\n", -1)) {
      if (isMarker(each)) {
        int quote = each.indexOf('"');
        line = Integer.parseInt(each.substring(2, quote - 1));
        String name = each.substring(quote + 1, each.lastIndexOf('"'));
        current = lines.computeIfAbsent(plain(name), _ -> new BitSet());
      } else {
        if (!each.isBlank()) {
          current.set(line);
        }
        line++;
      }
    }
    return lines;
  }

  private static boolean isMarker(String line) {
    return line.matches("# [0-9]{1,9} \".*\"[ 0-9]*");
  }

  private static String plain(String quoted) {
    String bytes = quoted.replace("\\\"", "\"").replace("\\\\", "\\");
    return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  private static String blanked(String text, BitSet active) {
    StringBuilder result = new StringBuilder(text);
    int line = 1;
    boolean directive = false;
    for (int start = 0; start < text.length(); line++) {
      int end = text.indexOf('\n', start);
      end = end < 0 ? text.length() : end;
      String whole = text.substring(start, end).strip();
      directive |= whole.startsWith("#");
      if (!active.get(line) && !directive) {
        for (int i = start; i < end; i++) {
          result.setCharAt(i, ' ');
        }
      }
      directive &= whole.endsWith("\\");
      start = end + 1;
    }
    return result.toString();
  }
}
