package io.tidegate.sim.cli;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// Reads the arguments of `tidegate-sim sketch` where they are plain and right.
///
/// Purpose: a sketch is started again and again, and the library that reads command lines takes
/// half of such a start, for reflection and for classes that no cache takes. Whatever is not plain
/// (help, a mistake, an option that is rare) is left to the library, which finds the words; a test
/// holds both to the same understanding.
final class QuickArguments {
  private static final Map<String, BiConsumer<SketchOptions, String>> VALUES =
      Map.ofEntries(
          Map.entry("--library", (to, value) -> to.libraries.add(Path.of(value))),
          Map.entry("--target", (to, value) -> to.target = value),
          Map.entry("--bits", (to, value) -> to.bits = value),
          Map.entry("--flash", (to, value) -> to.flash = Path.of(value)),
          Map.entry("--sensor", (to, value) -> to.board.sensors.add(value)),
          Map.entry("--broker", (to, value) -> to.board.broker = value),
          Map.entry("--lead", (to, value) -> to.board.leads.add(value)),
          Map.entry("--wifi", (to, value) -> to.board.wifi = value),
          Map.entry("--speed", (to, value) -> to.board.speed = Double.parseDouble(value)),
          Map.entry("--seconds", (to, value) -> to.board.seconds = Long.valueOf(value)),
          Map.entry("--trace", (to, value) -> to.board.trace = Path.of(value)),
          Map.entry("--seed", (to, value) -> to.board.seed = Long.parseLong(value)),
          Map.entry("--link-dir", (to, value) -> to.board.linkFolder = Path.of(value)));

  private static final Map<String, Consumer<SketchOptions>> FLAGS =
      Map.of(
          "--virtual", to -> to.board.virtual = true,
          "--sanitize", to -> to.sanitize = true,
          "--gdb", to -> to.gdb = true);

  private static final Set<String> AGAIN = Set.of("--library", "--sensor", "--lead");

  private QuickArguments() {}

  /// What is wanted, checked; empty where somebody else has to look.
  static Optional<SketchOptions> read(String... arguments) {
    if (arguments.length < 2 || !arguments[0].equals("sketch")) {
      return Optional.empty();
    }
    SketchOptions options = new SketchOptions();
    try {
      if (!read(List.of(arguments).subList(1, arguments.length), options)) {
        return Optional.empty();
      }
      options.check();
      return Optional.of(options);
    } catch (IllegalArgumentException _) {
      return Optional.empty(); // the library finds the same mistake, and says what it is
    }
  }

  private static boolean read(List<String> arguments, SketchOptions options) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < arguments.size(); i++) {
      String name = arguments.get(i);
      if (FLAGS.containsKey(name)) {
        FLAGS.get(name).accept(options);
      } else if (VALUES.containsKey(name) && i + 1 < arguments.size()) {
        i++;
        if (!plain(arguments.get(i))) {
          return false;
        }
        VALUES.get(name).accept(options, arguments.get(i));
      } else if (plain(name) && options.folder == null) {
        options.folder = Path.of(name);
        continue;
      } else {
        return false;
      }
      if (!seen.add(name) && !AGAIN.contains(name)) {
        return false;
      }
    }
    return options.folder != null;
  }

  /// Nothing in which the library sees more than a text.
  private static boolean plain(String text) {
    return !text.isEmpty()
        && text.indexOf('"') < 0
        && text.indexOf('$') < 0
        && text.charAt(0) != '-'
        && text.charAt(0) != '@'
        && text.charAt(0) != '\'';
  }
}
