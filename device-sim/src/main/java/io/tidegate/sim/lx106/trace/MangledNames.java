package io.tidegate.sim.lx106.trace;

import java.util.List;

/// Names in a mangled name (Itanium C++ ABI, 5.1.2 to 5.1.4).
final class MangledNames {
  private final MangledText text;
  private final MangledTypes types;

  // of the name that was read last

  /// What its last part was given, if that is a template; else null.
  private List<MangledType> arguments;

  /// Its last part is no function that tells what it returns: a constructor, or what converts.
  private boolean returnsNothing;

  /// What may be done to what it is called for: ` const`.
  private String qualifiers = "";

  MangledNames(MangledText text) {
    this.text = text;
    types = new MangledTypes(text, this);
  }

  MangledTypes types() {
    return types;
  }

  /// A function with its parameters, or anything else that has a name.
  String whole() {
    String found = text.enter() ? wholeInner(true) : "";
    text.leave();
    return found;
  }

  /// The same, read to its end, without them.
  String bare() {
    String found = text.enter() ? wholeInner(false) : "";
    text.leave();
    return found;
  }

  private String wholeInner(boolean shown) {
    String name = name();
    if (text.over() || text.peek() == 'E' || text.peek() == '.') {
      return name;
    }
    String behind = qualifiers;
    List<MangledType> around = types.given();
    if (arguments != null) {
      types.given(arguments);
      if (!returnsNothing) {
        types.type();
      }
    }
    String parameters = types.parameters();
    types.given(around);
    return shown ? name + "(" + parameters + ")" + behind : name;
  }

  /// Without parameters; what is behind it stays.
  String name() {
    String found = text.enter() ? nameInner() : "";
    text.leave();
    return found;
  }

  private String nameInner() {
    arguments = null;
    returnsNothing = false;
    qualifiers = "";
    if (text.next("N")) {
      return nested();
    }
    if (text.next("Z")) {
      return local();
    }
    String name;
    boolean known = text.peek() == 'S' && text.peek(1) != 't';
    if (known) {
      text.take();
      MangledOperators.Library library = MangledOperators.library(text.peek());
      if (library != null) {
        text.take();
      }
      name = library == null ? text.again().toString() : library.name();
    } else {
      name = (text.next("St") ? "std::" : "") + part("");
    }
    return text.peek() == 'I' ? template(name, !known) : name;
  }

  private String template(String name, boolean fresh) {
    if (fresh) {
      text.see(MangledType.of(name));
    }
    boolean nothing = returnsNothing;
    List<MangledType> found = types.arguments();
    returnsNothing = nothing;
    arguments = found;
    return spaced(name) + MangledTypes.written(found);
  }

  /// Not `operator<<<int>`.
  private static String spaced(String name) {
    return name.endsWith("<") ? name + " " : name;
  }

  private String nested() {
    String behind = types.qualifiers();
    behind += text.next("R") ? " &" : text.next("O") ? " &&" : "";
    String whole = "";
    String last = "";
    while (!text.next("E") && !text.broken()) {
      boolean fresh = true;
      if (text.peek() == 'I' && !whole.isEmpty()) {
        whole = template(whole, false);
      } else if (text.peek() == 'S' && whole.isEmpty()) {
        fresh = false;
        MangledOperators.Library library = MangledOperators.library(text.peek(1));
        whole = known();
        last = library != null ? library.last() : last(whole);
      } else if (text.peek() == 'T' && whole.isEmpty()) {
        whole = types.type().toString();
        last = last(whole);
        fresh = false;
      } else {
        arguments = null;
        String part = part(last);
        whole = whole.isEmpty() ? part : whole + "::" + part;
        last = part;
      }
      text.next("M");
      if (fresh && text.peek() != 'E') {
        text.see(MangledType.of(whole));
      }
      if (text.over()) {
        text.giveUp();
      }
    }
    qualifiers = behind;
    return whole;
  }

  private String known() {
    text.need("S");
    if (text.next("t")) {
      return "std";
    }
    MangledOperators.Library library = MangledOperators.library(text.peek());
    if (library == null) {
      return text.again().toString();
    }
    text.take();
    return library.name();
  }

  /// `Sensor` of `house::Sensor<int>`: what its constructors are called.
  private static String last(String whole) {
    int depth = 0;
    int end = whole.length();
    for (int i = whole.length() - 1; i >= 0; i--) {
      char letter = whole.charAt(i);
      depth += letter == '>' || letter == ')' || letter == '}' ? 1 : 0;
      depth -= letter == '<' || letter == '(' || letter == '{' ? 1 : 0;
      if (letter == '<' && depth == 0) {
        end = i;
      } else if (letter == ':' && depth == 0) {
        return whole.substring(i + 1, end);
      }
    }
    return whole.substring(0, end);
  }

  private String local() {
    String around = whole();
    text.need("E");
    if (text.next("s")) {
      discriminator();
      return around + "::string literal";
    }
    String default0 = "";
    if (text.next("d")) {
      default0 = "::{default arg#" + number() + "}";
    }
    String inside = name();
    discriminator();
    return around + default0 + "::" + inside;
  }

  private void discriminator() {
    if (text.next("__")) {
      text.number();
      text.need("_");
    } else if (text.peek() == '_' && Character.isDigit(text.peek(1))) {
      text.take();
      text.take();
    }
  }

  /// `_` is 1, `0_` is 2: how these are counted.
  private int number() {
    int digits = text.number();
    text.need("_");
    return digits + 2;
  }

  /// One part of a name; `last` is the part before it.
  private String part(String last) {
    text.next("L");
    returnsNothing = false;
    String name;
    if (text.isDigit()) {
      name = text.source();
    } else if (text.next("Ul")) {
      String parameters = types.lambda();
      text.need("E");
      name = "{lambda(" + parameters + ")#" + number() + "}";
    } else if (text.next("Ut")) {
      name = "{unnamed type#" + number() + "}";
    } else if (text.peek() == 'C' || text.peek() == 'D') {
      name = constructor(last);
    } else {
      name = operator();
    }
    while (text.next("B")) {
      name += "[abi:" + text.source() + "]";
    }
    return name;
  }

  private String constructor(String last) {
    boolean destructor = text.take() == 'D';
    boolean inherited = !destructor && text.next("I");
    char kind = text.take();
    if (last.isEmpty() || kind < (destructor ? '0' : '1') || kind > '5') {
      text.giveUp();
    }
    if (inherited) {
      types.type();
    }
    returnsNothing = true;
    return (destructor ? "~" : "") + last;
  }

  private String operator() {
    if (text.next("cv")) {
      returnsNothing = true;
      String to = types.type().toString();
      returnsNothing = true;
      return "operator " + to;
    }
    if (text.next("li")) {
      return "operator\"\" " + text.source();
    }
    String sign = MangledOperators.operator("" + text.take() + text.take());
    if (sign == null) {
      text.giveUp();
    }
    return "operator" + sign;
  }
}
