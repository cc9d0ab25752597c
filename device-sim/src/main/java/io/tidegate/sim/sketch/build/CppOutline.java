package io.tidegate.sim.sketch.build;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The functions of a sketch, as far as they stand outside of everything else: those it defines,
/// and those it declares itself.
///
/// What is no plain function is left alone: members, lambdas, functions within a namespace or an
/// `extern "C"` block, those whose type is found by `auto`, macros that make functions.
final class CppOutline {
  private static final Set<String> OPENING = Set.of("(", "[", "{");
  private static final Set<String> CLOSING = Set.of(")", "]", "}");
  private static final Set<String> WITH_PARENTHESES =
      Set.of(
          "__attribute__", "__attribute", "alignas", "decltype", "noexcept", "__declspec", "throw");
  private static final Set<String> NOT_DECLARED =
      Set.of("auto", "constexpr", "consteval", "using", "typedef", "requires", "concept", "friend");

  private final String text;
  private final List<CppToken> tokens;
  private final List<CppFunction> defined = new ArrayList<>();
  private final List<String> declared = new ArrayList<>();

  private CppOutline(String text) {
    this.text = text;
    this.tokens = CppLexer.tokens(text);
  }

  static CppOutline of(String text) {
    CppOutline outline = new CppOutline(text);
    outline.read();
    return outline;
  }

  /// In their order.
  List<CppFunction> defined() {
    return defined;
  }

  /// Signatures of the functions that the sketch declares without defining them there.
  List<String> declared() {
    return declared;
  }

  private void read() {
    int first = 0;
    int i = 0;
    while (i < tokens.size()) {
      CppToken token = tokens.get(i);
      if (token.is(";")) {
        CppFunction found = function(first, i);
        if (found != null) {
          declared.add(found.signature());
        }
        first = ++i;
      } else if (token.is("{")) {
        CppFunction found = function(first, i);
        i = closing(i) + 1;
        if (found != null) {
          defined.add(found);
          first = i;
        } else if (endsHere(first, i)) {
          first = i;
        }
      } else if (token.is("}")) {
        first = ++i;
      } else {
        i =
            OPENING.contains(token.text()) && token.kind() == CppToken.Kind.MARK
                ? closing(i) + 1
                : i + 1;
      }
    }
  }

  /// A block that needs no semicolon: of a namespace, of `extern "C"`, of a macro's function.
  private boolean endsHere(int first, int past) {
    CppToken begin = tokens.get(first);
    boolean type =
        begin.is("class")
            || begin.is("struct")
            || begin.is("union")
            || begin.is("enum")
            || begin.is("typedef");
    boolean value = false;
    for (int i = first; i < past; i++) {
      value |= tokens.get(i).is("=");
      if (OPENING.contains(tokens.get(i).text())) {
        i = closing(i);
      }
    }
    boolean more = past < tokens.size() && tokens.get(past).is(";");
    return !type && !value && !more;
  }

  /// The function that the tokens from `first` up to the brace or semicolon at `stop` declare, or
  /// null.
  private CppFunction function(int first, int stop) {
    int open = parameters(first, stop);
    if (open < 0) {
      return null;
    }
    int begin = afterMacros(first, open);
    int name = nameStart(open);
    if (name <= begin || tokens.get(name - 1).is("::") || tokens.get(name - 1).is("~")) {
      return null;
    }
    boolean arrow = false;
    for (int i = open; i < stop; i++) {
      arrow |= tokens.get(i).is("->");
    }
    for (int i = begin; i < name; i++) {
      String word = tokens.get(i).text();
      boolean leaves = NOT_DECLARED.contains(word) && !(word.equals("auto") && arrow);
      if (leaves || tokens.get(i).is("=") || tokens.get(i).is("return")) {
        return null;
      }
    }
    int close = closing(open);
    String before = words(begin, open);
    String after = close + 1 < stop ? " " + words(close + 1, stop) : "";
    CppParameters parameters = CppParameters.of(tokens.subList(open + 1, close));
    String signature =
        CppParameters.key(tokens.subList(name, open)) + "(" + parameters.types() + ")";
    return new CppFunction(
        before + "(" + parameters.withoutDefaults() + ")" + after + ";",
        tokens.get(begin).start(),
        signature,
        parameters.haveDefaults());
  }

  /// Where the parameters open: the last parentheses that follow a name; -1 when there are none, or
  /// something that no function has.
  private int parameters(int first, int stop) {
    int found = -1;
    for (int i = first; i < stop; i++) {
      CppToken token = tokens.get(i);
      if (token.is("=") && !isOperatorName(i)) {
        return -1;
      }
      if (token.is(":")) {
        break; // what a constructor begins with, or whose heir a class is
      }
      if (token.kind() != CppToken.Kind.MARK || !OPENING.contains(token.text())) {
        continue;
      }
      boolean afterName = i > first && tokens.get(i).is("(") && isName(i - 1);
      if (afterName && (found < 0 || !isInTrailer(found, i))) {
        found = i;
      }
      i = closing(i);
    }
    return found;
  }

  /// The parentheses at `i` belong to what follows the parameters: a type after `->`.
  private boolean isInTrailer(int found, int i) {
    for (int k = closing(found) + 1; k < i; k++) {
      if (tokens.get(k).is("->")) {
        return true;
      }
    }
    return false;
  }

  private boolean isName(int i) {
    CppToken token = tokens.get(i);
    if (token.isWord()) {
      return !WITH_PARENTHESES.contains(token.text());
    }
    return nameStart(i + 1) != i;
  }

  /// Where the name before these parentheses begins: `operator ==` is one.
  private int nameStart(int open) {
    for (int i = open - 1; i >= Math.max(0, open - 4); i--) {
      if (tokens.get(i).is("operator")) {
        return i;
      }
    }
    return open - 1;
  }

  private boolean isOperatorName(int i) {
    return i >= 1 && tokens.get(i - 1).is("operator") || i >= 2 && tokens.get(i - 2).is("operator");
  }

  /// A macro that stands before a function and needs no semicolon is no part of it.
  private int afterMacros(int first, int open) {
    int begin = first;
    for (int i = first; i < open - 1; i++) {
      if (tokens.get(i).kind() == CppToken.Kind.MARK && OPENING.contains(tokens.get(i).text())) {
        int close = closing(i);
        boolean macro =
            tokens.get(i).is("(")
                && i > first
                && isName(i - 1)
                && close + 1 < open
                && tokens.get(close + 1).isWord()
                && tokens.get(i - 1).isWord();
        if (macro) {
          begin = close + 1;
        }
        i = close;
      }
    }
    return begin;
  }

  /// The partner of the opening mark at `i`; the last token when there is none.
  private int closing(int i) {
    int depth = 0;
    for (int k = i; k < tokens.size(); k++) {
      CppToken token = tokens.get(k);
      if (token.kind() == CppToken.Kind.MARK) {
        depth += OPENING.contains(token.text()) ? 1 : CLOSING.contains(token.text()) ? -1 : 0;
        if (depth == 0) {
          return k;
        }
      }
    }
    return tokens.size() - 1;
  }

  private String words(int from, int to) {
    return CppParameters.words(tokens.subList(from, to));
  }
}
