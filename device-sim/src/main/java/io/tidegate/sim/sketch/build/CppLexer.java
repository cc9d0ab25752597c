package io.tidegate.sim.sketch.build;

import java.util.ArrayList;
import java.util.List;

/// Takes C++ apart as far as one must to find its functions. Never fails: what is left open ends
/// with the text.
final class CppLexer {
  private final String text;
  private final List<CppToken> tokens = new ArrayList<>();
  private int at;
  private boolean lineIsBlank = true;

  private CppLexer(String text) {
    this.text = text;
  }

  static List<CppToken> tokens(String text) {
    CppLexer lexer = new CppLexer(text);
    while (lexer.at < text.length()) {
      lexer.next();
    }
    return lexer.tokens;
  }

  private void next() {
    char c = text.charAt(at);
    if (c == '\n') {
      lineIsBlank = true;
      at++;
    } else if (Character.isWhitespace(c) || c == '\\') {
      at++;
    } else if (text.startsWith("//", at)) {
      at = endOfLine(at);
    } else if (text.startsWith("/*", at)) {
      int end = text.indexOf("*/", at + 2);
      at = end < 0 ? text.length() : end + 2;
    } else if (c == '#' && lineIsBlank) {
      at = endOfDirective();
    } else {
      lineIsBlank = false;
      piece(c);
    }
  }

  private void piece(char c) {
    if (Character.isDigit(c) || c == '.' && Character.isDigit(peek(1))) {
      number();
    } else if (Character.isJavaIdentifierStart(c)) {
      word();
    } else if (c == '"' || c == '\'') {
      add(CppToken.Kind.LITERAL, endOfLiteral(at, c));
    } else {
      boolean twice = text.startsWith("::", at) || text.startsWith("->", at);
      add(CppToken.Kind.MARK, at + (twice ? 2 : 1));
    }
  }

  private void word() {
    int end = at;
    while (end < text.length() && Character.isJavaIdentifierPart(text.charAt(end))) {
      end++;
    }
    char following = end < text.length() ? text.charAt(end) : ' ';
    String word = text.substring(at, end);
    if (following == '"' && word.endsWith("R")) {
      add(CppToken.Kind.LITERAL, endOfRawString(end));
    } else if ((following == '"' || following == '\'') && isPrefix(word)) {
      add(CppToken.Kind.LITERAL, endOfLiteral(end, following));
    } else {
      add(CppToken.Kind.WORD, end);
    }
  }

  private void number() {
    int end = at;
    while (end < text.length()) {
      char c = text.charAt(end);
      boolean quoted =
          c == '\'' && end + 1 < text.length() && Character.isLetterOrDigit(text.charAt(end + 1));
      if (!Character.isLetterOrDigit(c) && c != '.' && c != '_' && !quoted) {
        break;
      }
      end++;
    }
    add(CppToken.Kind.NUMBER, end);
  }

  private static boolean isPrefix(String word) {
    return word.equals("L") || word.equals("u8") || word.equals("u") || word.equals("U");
  }

  private int endOfLiteral(int quoteAt, char quote) {
    int end = quoteAt + 1;
    while (end < text.length() && text.charAt(end) != quote && text.charAt(end) != '\n') {
      end += text.charAt(end) == '\\' ? 2 : 1;
    }
    return Math.min(text.length(), end + 1);
  }

  /// `R"name( ... )name"`.
  private int endOfRawString(int quoteAt) {
    int open = text.indexOf('(', quoteAt);
    if (open < 0) {
      return text.length();
    }
    String close = ")" + text.substring(quoteAt + 1, open) + "\"";
    int end = text.indexOf(close, open);
    return end < 0 ? text.length() : end + close.length();
  }

  /// A directive ends with its line, unless that ends with a backslash or within a comment.
  private int endOfDirective() {
    int end = at;
    while (end < text.length()) {
      if (text.startsWith("/*", end)) {
        int close = text.indexOf("*/", end + 2);
        end = close < 0 ? text.length() : close + 2;
      } else if (text.startsWith("//", end)) {
        return endOfLine(end);
      } else if (text.charAt(end) == '\n') {
        int before = end > 0 && text.charAt(end - 1) == '\r' ? end - 2 : end - 1;
        if (before < 0 || text.charAt(before) != '\\') {
          return end;
        }
        end++;
      } else {
        end++;
      }
    }
    return end;
  }

  private int endOfLine(int from) {
    int end = text.indexOf('\n', from);
    return end < 0 ? text.length() : end;
  }

  private char peek(int ahead) {
    return at + ahead < text.length() ? text.charAt(at + ahead) : ' ';
  }

  private void add(CppToken.Kind kind, int end) {
    tokens.add(new CppToken(kind, text.substring(at, end), at));
    at = end;
  }
}
