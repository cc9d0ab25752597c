package io.tidegate.sim.lx106.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// A type, or a value that a template was given; a pack of them where a template takes any number.
///
/// @param each one of them, if it is no pack
record MangledType(List<One> each, boolean pack) {
  static final MangledType NONE = of("");

  /// What stands left and right of the name that would be declared: `int (*` and `)(char)`.
  ///
  /// @param around whether it is a function or an array: a pointer to it needs brackets
  record One(String left, String right, boolean around) {
    @Override
    public String toString() {
      return left + right;
    }

    /// A pointer or a reference to it.
    One to(String sign) {
      if (!around) {
        boolean already = !sign.equals("*") && left.endsWith("&");
        boolean both = already && left.endsWith("&&") && sign.equals("&");
        String target = both ? left.substring(0, left.length() - 1) : left;
        return new One(already ? target : target + sign, right, false);
      }
      boolean apart = right.startsWith(" ");
      String behind = function() && apart ? right.substring(1) : right;
      return new One(left + (apart ? " (" : "(") + sign, ")" + behind, false);
    }

    private boolean function() {
      return around && right.stripLeading().startsWith("(");
    }

    /// `const` and the like behind it.
    One with(String qualifier) {
      return function()
          ? new One(left, right + qualifier, true)
          : new One(left + qualifier, right, around);
    }
  }

  static MangledType of(String text) {
    return new MangledType(List.of(new One(text, "", false)), false);
  }

  static MangledType around(String left, String right) {
    return new MangledType(List.of(new One(left, right, true)), false);
  }

  /// All as one pack.
  static MangledType pack(List<MangledType> all) {
    List<One> each = new ArrayList<>();
    all.forEach(one -> each.addAll(one.each));
    return new MangledType(List.copyOf(each), true);
  }

  MangledType map(UnaryOperator<One> change) {
    return new MangledType(each.stream().map(change).toList(), pack);
  }

  /// Several with a comma between, as in a list of parameters.
  static String list(List<MangledType> all) {
    return all.stream()
        .flatMap(one -> one.each.stream())
        .map(One::toString)
        .collect(Collectors.joining(", "));
  }

  @Override
  public String toString() {
    return list(List.of(this));
  }
}
