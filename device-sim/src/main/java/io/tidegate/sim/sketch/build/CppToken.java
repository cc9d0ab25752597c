package io.tidegate.sim.sketch.build;

/// A piece of C++ and where it stands in its text. Directives and comments are none.
record CppToken(Kind kind, String text, int start) {
  enum Kind {
    WORD,
    NUMBER,
    /// A string or a character, its quotes included.
    LITERAL,
    /// One character, but for `::` and `->`.
    MARK
  }

  int end() {
    return start + text.length();
  }

  boolean is(String wanted) {
    return kind != Kind.LITERAL && text.equals(wanted);
  }

  boolean isWord() {
    return kind == Kind.WORD;
  }
}
