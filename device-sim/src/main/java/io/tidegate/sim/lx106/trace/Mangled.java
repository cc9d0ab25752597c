package io.tidegate.sim.lx106.trace;

/// Names of C++ functions as people write them, without their parameters: what the Itanium C++ ABI
/// makes of a name, read backwards, as far as plain names go. What is more (templates, operators)
/// stays as it is.
final class Mangled {
  private final String text;
  private int at;

  private Mangled(String text) {
    this.text = text;
  }

  static String readable(String name) {
    if (!name.startsWith("_Z")) {
      return name;
    }
    String found = new Mangled(name).name();
    return found == null ? name : found;
  }

  private String name() {
    at = 2;
    if (!next('N')) {
      return part();
    }
    // const and volatile member functions
    while (next('K') || next('V')) {}
    StringBuilder whole = new StringBuilder();
    String last = "";
    while (!next('E')) {
      String part =
          next("C1") || next("C2") ? last : next("D1") || next("D2") ? "~" + last : part();
      if (part == null || part.isEmpty()) {
        return null;
      }
      whole.append(whole.isEmpty() ? "" : "::").append(part);
      last = part;
    }
    return whole.isEmpty() ? null : whole.toString();
  }

  /// A number, and so many letters.
  private String part() {
    int length = 0;
    while (at < text.length() && Character.digit(text.charAt(at), 10) >= 0 && length < 1000) {
      length = 10 * length + Character.digit(text.charAt(at++), 10);
    }
    if (length == 0 || at + length > text.length()) {
      return null;
    }
    at += length;
    return text.substring(at - length, at);
  }

  private boolean next(String what) {
    boolean there = text.startsWith(what, at);
    at += there ? what.length() : 0;
    return there;
  }

  private boolean next(char what) {
    return next(String.valueOf(what));
  }
}
