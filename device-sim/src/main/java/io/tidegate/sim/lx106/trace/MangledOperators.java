package io.tidegate.sim.lx106.trace;

import java.util.Map;

/// The abbreviations of the Itanium C++ ABI: operators (5.1.3), types of the language (5.1.5.2),
/// and names of the library (5.1.10).
final class MangledOperators {
  private static final Map<String, String> OPERATORS =
      Map.ofEntries(
          Map.entry("nw", " new"),
          Map.entry("na", " new[]"),
          Map.entry("dl", " delete"),
          Map.entry("da", " delete[]"),
          Map.entry("aw", " co_await"),
          Map.entry("ps", "+"),
          Map.entry("ng", "-"),
          Map.entry("ad", "&"),
          Map.entry("de", "*"),
          Map.entry("co", "~"),
          Map.entry("pl", "+"),
          Map.entry("mi", "-"),
          Map.entry("ml", "*"),
          Map.entry("dv", "/"),
          Map.entry("rm", "%"),
          Map.entry("an", "&"),
          Map.entry("or", "|"),
          Map.entry("eo", "^"),
          Map.entry("aS", "="),
          Map.entry("pL", "+="),
          Map.entry("mI", "-="),
          Map.entry("mL", "*="),
          Map.entry("dV", "/="),
          Map.entry("rM", "%="),
          Map.entry("aN", "&="),
          Map.entry("oR", "|="),
          Map.entry("eO", "^="),
          Map.entry("ls", "<<"),
          Map.entry("rs", ">>"),
          Map.entry("lS", "<<="),
          Map.entry("rS", ">>="),
          Map.entry("eq", "=="),
          Map.entry("ne", "!="),
          Map.entry("lt", "<"),
          Map.entry("gt", ">"),
          Map.entry("le", "<="),
          Map.entry("ge", ">="),
          Map.entry("ss", "<=>"),
          Map.entry("nt", "!"),
          Map.entry("aa", "&&"),
          Map.entry("oo", "||"),
          Map.entry("pp", "++"),
          Map.entry("mm", "--"),
          Map.entry("cm", ","),
          Map.entry("pm", "->*"),
          Map.entry("pt", "->"),
          Map.entry("cl", "()"),
          Map.entry("ix", "[]"));

  private static final Map<Character, String> TYPES =
      Map.ofEntries(
          Map.entry('v', "void"),
          Map.entry('w', "wchar_t"),
          Map.entry('b', "bool"),
          Map.entry('c', "char"),
          Map.entry('a', "signed char"),
          Map.entry('h', "unsigned char"),
          Map.entry('s', "short"),
          Map.entry('t', "unsigned short"),
          Map.entry('i', "int"),
          Map.entry('j', "unsigned int"),
          Map.entry('l', "long"),
          Map.entry('m', "unsigned long"),
          Map.entry('x', "long long"),
          Map.entry('y', "unsigned long long"),
          Map.entry('n', "__int128"),
          Map.entry('o', "unsigned __int128"),
          Map.entry('f', "float"),
          Map.entry('d', "double"),
          Map.entry('e', "long double"),
          Map.entry('g', "__float128"),
          Map.entry('z', "..."));

  /// Behind a `D`.
  private static final Map<Character, String> NEWER_TYPES =
      Map.of(
          'n', "decltype(nullptr)",
          'i', "char32_t",
          's', "char16_t",
          'u', "char8_t",
          'a', "auto",
          'c', "decltype(auto)");

  /// What follows the number where a value of the type is written.
  private static final Map<Character, String> SUFFIXES =
      Map.of('i', "", 'j', "u", 'l', "l", 'm', "ul", 'x', "ll", 'y', "ull");

  /// Behind an `S`, with the name of their constructors.
  private static final Map<Character, Library> LIBRARY =
      Map.of(
          'a', new Library("std::allocator", "allocator"),
          'b', new Library("std::basic_string", "basic_string"),
          's', new Library("std::string", "string"),
          'i', new Library("std::istream", "istream"),
          'o', new Library("std::ostream", "ostream"),
          'd', new Library("std::iostream", "iostream"));

  record Library(String name, String last) {}

  private MangledOperators() {}

  /// Null for none, as with all of these.
  static String operator(String letters) {
    return OPERATORS.get(letters);
  }

  static String type(char letter) {
    return TYPES.get(letter);
  }

  static String newerType(char letter) {
    return NEWER_TYPES.get(letter);
  }

  static String suffix(char letter) {
    return SUFFIXES.get(letter);
  }

  static Library library(char letter) {
    return LIBRARY.get(letter);
  }
}
