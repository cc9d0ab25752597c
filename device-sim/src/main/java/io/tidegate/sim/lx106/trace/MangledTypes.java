package io.tidegate.sim.lx106.trace;

import java.util.ArrayList;
import java.util.List;

/// Types in a mangled name (Itanium C++ ABI, 5.1.5), and what templates were given (5.1.6).
final class MangledTypes {
  private final MangledText text;
  private final MangledNames names;

  /// What `T_`, `T0_` and so on stand for.
  private List<MangledType> given = List.of();

  /// In the parameters of a lambda they stand for its own `auto`.
  private boolean lambda;

  /// How many packs were met: each has to be told to expand.
  private int open;

  MangledTypes(MangledText text, MangledNames names) {
    this.text = text;
    this.names = names;
  }

  void given(List<MangledType> arguments) {
    given = arguments;
  }

  List<MangledType> given() {
    return given;
  }

  MangledType type() {
    MangledType found = text.enter() ? inner() : MangledType.NONE;
    text.leave();
    return found;
  }

  private MangledType inner() {
    String plain = MangledOperators.type(text.peek());
    if (plain != null) {
      text.take();
      return MangledType.of(plain);
    }
    return switch (text.peek()) {
      case 'r', 'V', 'K' -> qualified();
      case 'P' -> pointer("*");
      case 'R' -> pointer("&");
      case 'O' -> pointer("&&");
      case 'F' -> text.see(function(""));
      case 'A' -> array();
      case 'M' -> member();
      case 'T' -> parameter();
      case 'D' -> newer();
      case 'u' -> {
        text.take();
        yield text.see(MangledType.of(text.source()));
      }
      case 'S' -> again();
      default -> text.see(MangledType.of(names.name()));
    };
  }

  private MangledType qualified() {
    String words = qualifiers();
    boolean function = text.peek() == 'F';
    MangledType inner = function ? function(words) : type();
    return text.see(function ? inner : inner.map(one -> one.with(words)));
  }

  /// `r`, `V`, `K`, as words behind a type.
  String qualifiers() {
    StringBuilder words = new StringBuilder();
    boolean restricted = text.next("r");
    boolean variable = text.next("V");
    words.append(text.next("K") ? " const" : "");
    words.append(variable ? " volatile" : "");
    return words.append(restricted ? " __restrict__" : "").toString();
  }

  private MangledType pointer(String sign) {
    text.take();
    return text.see(type().map(one -> one.to(sign)));
  }

  /// `behind` is what stands behind its parameters.
  private MangledType function(String behind) {
    text.need("F");
    text.next("Y");
    MangledType.One result = one(type());
    String parameters = "(" + parameters() + ")" + behind;
    String reference = text.next("R") ? " &" : text.next("O") ? " &&" : "";
    text.need("E");
    // what returns a pointer to a function has its own parameters in the middle
    String apart = result.right().isEmpty() ? " " : "";
    return MangledType.around(result.left(), apart + parameters + reference + result.right());
  }

  /// Up to the end, or to the `E` or what else ends a function's parameters; that stays.
  String parameters() {
    List<MangledType> all = new ArrayList<>();
    int before = open;
    while (!text.over() && !ends()) {
      all.add(type());
    }
    closed(before);
    String list = MangledType.list(all);
    return list.equals("void") ? "" : list;
  }

  /// A pack in the middle of what is repeated for each of it is not known here.
  private void closed(int before) {
    if (open != before) {
      text.giveUp();
    }
  }

  private boolean ends() {
    char next = text.peek();
    boolean reference = (next == 'R' || next == 'O') && text.peek(1) == 'E';
    return next == '.' || reference || next == 'E';
  }

  private MangledType array() {
    text.need("A");
    int count = text.number();
    text.need("_");
    String size = count < 0 ? " []" : " [" + count + "]";
    MangledType.One of = one(type());
    String right =
        of.around() && of.right().startsWith(" [")
            ? size + of.right().substring(1)
            : size + of.right();
    return text.see(MangledType.around(of.left(), right));
  }

  private MangledType.One one(MangledType type) {
    if (type.each().size() != 1) {
      text.giveUp();
      return MangledType.NONE.each().getFirst();
    }
    return type.each().getFirst();
  }

  private MangledType member() {
    text.need("M");
    MangledType in = type();
    MangledType of = type();
    return text.see(
        of.map(
            one ->
                one.around()
                    ? one.to(in + "::*")
                    : new MangledType.One(one.left() + " " + in + "::*", one.right(), false)));
  }

  private MangledType parameter() {
    text.need("T");
    int number = text.sequence(10);
    if (!lambda && number >= given.size()) {
      text.giveUp();
      return MangledType.NONE;
    }
    MangledType found = lambda ? MangledType.of("auto:" + (number + 1)) : given.get(number);
    return withArguments(text.see(found));
  }

  /// What is seen again may be a template that is given something else now.
  private MangledType withArguments(MangledType type) {
    open += type.pack() ? 1 : 0;
    if (text.peek() != 'I') {
      return type;
    }
    List<MangledType> arguments = arguments();
    return text.see(type.map(one -> one.with(written(arguments))));
  }

  private MangledType newer() {
    if (text.next("Dp")) {
      int before = open;
      MangledType pattern = type();
      open = before;
      if (lambda) {
        return text.see(MangledType.of("(" + pattern + ")..."));
      }
      return text.see(new MangledType(pattern.each(), false));
    }
    if (text.next("Do")) {
      return text.see(function(" noexcept"));
    }
    text.need("D");
    String plain = MangledOperators.newerType(text.take());
    if (plain == null) {
      text.giveUp();
      return MangledType.NONE;
    }
    return MangledType.of(plain);
  }

  private MangledType again() {
    if (text.peek(1) == 't') {
      return text.see(MangledType.of(names.name()));
    }
    text.need("S");
    MangledOperators.Library library = MangledOperators.library(text.peek());
    if (library == null) {
      return withArguments(text.again());
    }
    text.take();
    return withArguments(MangledType.of(library.name()));
  }

  /// What a lambda takes.
  String lambda() {
    boolean around = lambda;
    lambda = true;
    String parameters = parameters();
    lambda = around;
    return parameters;
  }

  // what templates were given

  /// With the `I` that comes next, and the `E`.
  List<MangledType> arguments() {
    text.need("I");
    int before = open;
    List<MangledType> all = upToEnd();
    closed(before);
    return all;
  }

  private List<MangledType> upToEnd() {
    List<MangledType> all = new ArrayList<>();
    while (!text.next("E") && !text.broken()) {
      all.add(argument());
      if (text.over()) {
        text.giveUp();
      }
    }
    return all;
  }

  static String written(List<MangledType> arguments) {
    String list = MangledType.list(arguments);
    return "<" + list + (list.endsWith(">") ? " >" : ">");
  }

  private MangledType argument() {
    if (text.next("J")) {
      return text.enter() ? left(MangledType.pack(upToEnd())) : MangledType.NONE;
    }
    if (text.next("X")) {
      MangledType found = address();
      text.need("E");
      return found;
    }
    return text.next("L") ? literal() : type();
  }

  private MangledType left(MangledType found) {
    text.leave();
    return found;
  }

  /// Of all expressions only the address of something that has a name.
  private MangledType address() {
    if (!text.next("ad")) {
      text.need("L");
      return literal();
    }
    text.need("L_Z");
    MangledType found = MangledType.of("&" + names.bare());
    text.need("E");
    return found;
  }

  private MangledType literal() {
    if (text.next("_Z")) {
      String name = names.whole();
      text.need("E");
      return MangledType.of(name);
    }
    char letter = text.peek();
    String type = type().toString();
    String sign = text.next("n") ? "-" : "";
    int digits = 0;
    while (text.peek(digits) >= '0' && text.peek(digits) <= '9') {
      digits++;
    }
    String value = digits == 0 ? "" : text.letters(digits);
    text.need("E");
    String suffix = MangledOperators.suffix(letter);
    if (suffix != null) {
      return MangledType.of(sign + value + suffix);
    }
    if (letter == 'b' && (value.equals("0") || value.equals("1"))) {
      return MangledType.of(value.equals("1") ? "true" : "false");
    }
    return MangledType.of("(" + type + ")" + sign + value);
  }
}
