package io.tidegate.sim.lx106.trace;

import java.util.ArrayList;
import java.util.List;

/// A mangled name that is read from left to right, and what of it may be referred to again. Once it
/// is not as it should be, it is [#broken] and over: nobody who reads goes on for long then.
final class MangledText {
  private static final int DEPTH = 64;
  private static final int LONGEST = 8_192;
  private static final int MOST_EACH = 256;
  private static final int LARGEST = 100_000_000;

  private final String text;
  private int at;
  private int depth;
  private boolean broken;
  private final List<MangledType> seen = new ArrayList<>();

  MangledText(String text, int from) {
    this.text = text;
    at = from;
  }

  boolean broken() {
    return broken;
  }

  /// For what is not known here, or nobody writes.
  void giveUp() {
    broken = true;
    at = text.length();
  }

  boolean over() {
    return at >= text.length();
  }

  /// The next letter, which stays; 0 at the end.
  char peek() {
    return peek(0);
  }

  char peek(int further) {
    return at + further < text.length() ? text.charAt(at + further) : 0;
  }

  boolean isDigit() {
    return peek() >= '0' && peek() <= '9';
  }

  /// Takes the next letter, whatever it is.
  char take() {
    char next = peek();
    at = Math.min(at + 1, text.length());
    return next;
  }

  /// Takes this if it comes next.
  boolean next(String what) {
    boolean there = text.startsWith(what, at);
    at += there ? what.length() : 0;
    return there;
  }

  /// Takes this, which has to come next.
  void need(String what) {
    if (!next(what)) {
      giveUp();
    }
  }

  /// Digits; -1 for none.
  int number() {
    return number(10);
  }

  /// `_` is 0, `0_` is 1, `1_` is 2.
  int sequence(int radix) {
    int value = number(radix) + 1;
    need("_");
    return value;
  }

  private int number(int radix) {
    int value = -1;
    for (int digit = digit(radix); digit >= 0; digit = digit(radix)) {
      value = Math.max(0, value) * radix + digit;
      at++;
      if (value > LARGEST) {
        giveUp();
        return 0;
      }
    }
    return value;
  }

  private int digit(int radix) {
    char next = peek();
    boolean small = next >= 'a' && next <= 'z';
    return small || next > 'Z' ? -1 : Character.digit(next, radix);
  }

  /// So many letters.
  String letters(int count) {
    if (count <= 0 || at + count > text.length()) {
      giveUp();
      return "";
    }
    at += count;
    return text.substring(at - count, at);
  }

  /// A number, and so many letters.
  String source() {
    String name = letters(number());
    return name.startsWith("_GLOBAL_") && name.startsWith("N", 9) ? "(anonymous namespace)" : name;
  }

  /// Deeper inside; false when that is too deep to be a name.
  boolean enter() {
    if (++depth > DEPTH) {
      giveUp();
    }
    return !broken;
  }

  void leave() {
    depth--;
  }

  /// This may be referred to from now on.
  MangledType see(MangledType type) {
    boolean small = type.each().size() <= MOST_EACH;
    for (MangledType.One one : type.each()) {
      small &= one.left().length() + one.right().length() <= LONGEST;
    }
    if (!small) {
      giveUp();
    }
    seen.add(type);
    return type;
  }

  /// What was seen before: `S_`, `S0_` and so on, with the `S` taken.
  MangledType again() {
    int number = sequence(36);
    if (broken || number >= seen.size()) {
      giveUp();
      return MangledType.NONE;
    }
    return seen.get(number);
  }
}
