package io.tidegate.sim.sketch.build;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A sketch's tabs as one C++ text: `#include <Arduino.h>` before all, its functions declared
/// before the first of them but for those with default arguments, as in the Arduino IDE: their
/// types may stand further down; and `#line` so that compilers and debuggers speak of the tabs' own
/// lines.
final class Joined {
  private static final String ARDUINO = "#include <Arduino.h>\n";
  private static final String BOM = "\u00EF\u00BB\u00BF";

  private final Map<Path, String> tabs = new LinkedHashMap<>();

  /// Bytes are kept as they are, whatever they mean.
  static Joined read(List<Path> files) throws IOException {
    Joined joined = new Joined();
    for (Path file : files) {
      joined.add(file, Files.readString(file, StandardCharsets.ISO_8859_1));
    }
    return joined;
  }

  Joined add(Path file, String text) {
    tabs.put(file, text.startsWith(BOM) ? text.substring(BOM.length()) : text);
    return this;
  }

  /// Without declarations, for the preprocessor.
  String bare() {
    StringBuilder whole = new StringBuilder(ARDUINO);
    tabs.forEach((file, text) -> append(whole, file, 1, text));
    return whole.toString();
  }

  /// With them. `preprocessed` is what the preprocessor made of [#bare], its macros left alone:
  /// what it has left out is not looked at. Empty: all is.
  String complete(String preprocessed) {
    Map<Path, String> looked = preprocessed.isEmpty() ? tabs : ActiveLines.of(tabs, preprocessed);
    Map<Path, CppOutline> outlines = new LinkedHashMap<>();
    Set<String> known = new HashSet<>();
    looked.forEach((file, text) -> outlines.put(file, CppOutline.of(text)));
    outlines.values().forEach(each -> known.addAll(each.declared()));

    List<String> declarations = new ArrayList<>();
    Path firstFile = null;
    for (Map.Entry<Path, CppOutline> each : outlines.entrySet()) {
      for (CppFunction function : each.getValue().defined()) {
        firstFile = firstFile == null ? each.getKey() : firstFile;
        if (!function.hasDefaults() && known.add(function.signature())) {
          int line = lineOf(tabs.get(each.getKey()), function.start());
          declarations.add(at(each.getKey(), line) + function.declaration() + "\n");
        }
      }
    }
    StringBuilder whole = new StringBuilder(ARDUINO);
    for (Map.Entry<Path, String> tab : tabs.entrySet()) {
      if (tab.getKey().equals(firstFile)) {
        int start = outlines.get(firstFile).defined().getFirst().start();
        appendWith(whole, tab.getKey(), tab.getValue(), start, declarations);
      } else {
        append(whole, tab.getKey(), 1, tab.getValue());
      }
    }
    return whole.toString();
  }

  private static void appendWith(
      StringBuilder whole, Path file, String text, int start, List<String> declarations) {
    append(whole, file, 1, text.substring(0, start));
    declarations.forEach(whole::append);
    // the first function stands in the column where it was
    int lineStart = text.lastIndexOf('\n', start - 1) + 1;
    append(whole, file, lineOf(text, start), " ".repeat(start - lineStart) + text.substring(start));
  }

  private static void append(StringBuilder whole, Path file, int line, String text) {
    whole.append(at(file, line)).append(text);
    if (!text.endsWith("\n")) {
      whole.append('\n');
    }
  }

  private static String at(Path file, int line) {
    String escaped = file.toString().replace("\\", "\\\\").replace("\"", "\\\"");
    String bytes =
        new String(escaped.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    return "#line " + line + " \"" + bytes + "\"\n";
  }

  private static int lineOf(String text, int position) {
    return 1 + (int) text.substring(0, position).chars().filter(c -> c == '\n').count();
  }
}
