package io.tidegate.sim.sketch.build;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What stands between the parentheses of a function.
final class CppParameters {
  private static final Set<String> TYPE_WORDS =
      Set.of(
          "const",
          "volatile",
          "unsigned",
          "signed",
          "struct",
          "class",
          "enum",
          "union",
          "typename",
          "short",
          "long",
          "int",
          "char",
          "float",
          "double",
          "bool",
          "void");

  private final List<List<CppToken>> each = new ArrayList<>();

  private CppParameters() {}

  static CppParameters of(List<CppToken> tokens) {
    CppParameters parameters = new CppParameters();
    List<CppToken> current = new ArrayList<>();
    int depth = 0;
    int angles = 0;
    for (CppToken token : tokens) {
      boolean mark = token.kind() == CppToken.Kind.MARK;
      if (mark && token.is(",") && depth == 0 && angles == 0) {
        parameters.each.add(current);
        current = new ArrayList<>();
        continue;
      }
      if (mark) {
        depth += "([{".contains(token.text()) ? 1 : ")]}".contains(token.text()) ? -1 : 0;
        angles = Math.max(0, angles + (token.is("<") ? 1 : token.is(">") ? -1 : 0));
      }
      current.add(token);
    }
    if (!current.isEmpty()) {
      parameters.each.add(current);
    }
    return parameters;
  }

  /// Whether one may be left out by who calls.
  boolean haveDefaults() {
    return each.stream().anyMatch(one -> withoutDefault(one).size() < one.size());
  }

  String withoutDefaults() {
    return join(each.stream().map(one -> words(withoutDefault(one))).toList());
  }

  /// Their types alone, by which one function is told from another.
  String types() {
    String types = join(each.stream().map(one -> key(withoutName(withoutDefault(one)))).toList());
    return types.equals("void") ? "" : types;
  }

  /// As they stand in the text, a blank for whatever is between them.
  static String words(List<CppToken> tokens) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < tokens.size(); i++) {
      boolean apart = i > 0 && tokens.get(i).start() > tokens.get(i - 1).end();
      line.append(apart ? " " : "").append(tokens.get(i).text());
    }
    return line.toString();
  }

  /// The same for the same words, however they are written.
  static String key(List<CppToken> tokens) {
    return tokens.stream().map(CppToken::text).collect(Collectors.joining(" "));
  }

  private static String join(List<String> parts) {
    return String.join(", ", parts);
  }

  private static List<CppToken> withoutDefault(List<CppToken> one) {
    int depth = 0;
    for (int i = 0; i < one.size(); i++) {
      CppToken token = one.get(i);
      if (token.kind() == CppToken.Kind.MARK) {
        depth += "([{".contains(token.text()) ? 1 : ")]}".contains(token.text()) ? -1 : 0;
        if (depth == 0 && token.is("=")) {
          return one.subList(0, i);
        }
      }
    }
    return one;
  }

  /// A name follows a type: what is left is the type, dimensions of an array included.
  private static List<CppToken> withoutName(List<CppToken> one) {
    int end = one.size();
    while (end > 0 && !one.get(end - 1).isWord()) {
      end--;
    }
    boolean inArguments =
        end < one.size() && one.get(end).is(">") || end < one.size() && one.get(end).is("::");
    if (end < 2
        || inArguments
        || TYPE_WORDS.contains(one.get(end - 1).text())
        || one.get(end - 2).is("::")) {
      return one;
    }
    boolean namesType =
        one.subList(0, end - 1).stream().anyMatch(each -> each.isWord() && !isQualifier(each));
    if (!namesType) {
      return one;
    }
    List<CppToken> type = new ArrayList<>(one);
    type.remove(end - 1);
    return type;
  }

  private static boolean isQualifier(CppToken token) {
    return token.is("const") || token.is("volatile") || token.is("struct") || token.is("enum");
  }
}
