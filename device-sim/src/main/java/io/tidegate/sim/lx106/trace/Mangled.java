package io.tidegate.sim.lx106.trace;

/// Names of C++ as people write them: what the Itanium C++ ABI makes of a name, read backwards.
/// Functions are without their parameters, but those that something is inside of. What is not known
/// here, expressions above all, stays as it is.
final class Mangled {
  private static final int LONGEST = 4_096;

  private final MangledText text;
  private final MangledNames names;

  private Mangled(String name) {
    text = new MangledText(name, 2);
    names = new MangledNames(text);
  }

  static String readable(String name) {
    if (!name.startsWith("_Z") || name.length() > LONGEST) {
      return name;
    }
    Mangled mangled = new Mangled(name);
    String found = mangled.read();
    return mangled.text.broken() || found.isEmpty() ? name : found;
  }

  private String read() {
    char first = text.peek();
    if (first != 'T' && first != 'G') {
      return names.name();
    }
    String found = special();
    if (!text.over() && text.peek() != '.') {
      text.giveUp();
    }
    return found;
  }

  /// What the compiler adds (5.1.4).
  private String special() {
    return switch ("" + text.take() + text.take()) {
      case "TV" -> "vtable for " + names.types().type();
      case "TT" -> "VTT for " + names.types().type();
      case "TI" -> "typeinfo for " + names.types().type();
      case "TS" -> "typeinfo name for " + names.types().type();
      case "TH" -> "TLS init function for " + names.name();
      case "TW" -> "TLS wrapper function for " + names.name();
      case "Th" -> thunk("non-virtual thunk to ", 1);
      case "Tv" -> thunk("virtual thunk to ", 2);
      case "Tc" -> covariant();
      case "TC" -> construction();
      case "GV" -> "guard variable for " + names.name();
      case "GR" -> temporary();
      default -> {
        text.giveUp();
        yield "";
      }
    };
  }

  /// `offsets` numbers, and the function that it leads to.
  private String thunk(String words, int offsets) {
    offsets(offsets);
    return words + names.whole();
  }

  private void offsets(int count) {
    for (int i = 0; i < count; i++) {
      text.next("n");
      text.number();
      text.need("_");
    }
  }

  private String covariant() {
    for (int i = 0; i < 2; i++) {
      boolean simple = text.next("h");
      if (!simple) {
        text.need("v");
      }
      offsets(simple ? 1 : 2);
    }
    return "covariant return thunk to " + names.whole();
  }

  private String construction() {
    MangledType whole = names.types().type();
    text.number();
    text.need("_");
    return "construction vtable for " + names.types().type() + "-in-" + whole;
  }

  private String temporary() {
    String name = names.name();
    return "reference temporary #" + text.sequence(36) + " for " + name;
  }
}
