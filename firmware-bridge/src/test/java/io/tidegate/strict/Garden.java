package io.tidegate.strict;

import static io.tidegate.strict.Key.of;
import static io.tidegate.strict.Key.open;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A kind of file for the tests: a garden, as somebody might describe it.
final class Garden {
  enum Soil {
    SAND,
    CLAY,
    PEAT
  }

  static final int SIZE_LIMIT = 16 << 10;
  static final int LIST_LIMIT = 20;
  static final Path FILE = Path.of("garden.yaml");

  static final Key<String> OWNER =
      open("owner", Types.text("1 to 9 letters", text -> text.length() <= 9), "nobody", "whose");
  static final Key<String> BED_NAME = open("beds[].name", Types.text("", _ -> true), "", "called");
  static final Key<Long> PLANTS = of("beds[].plants", Types.whole(1, 99), "9", "how many");
  static final Key<Soil> SOIL = of("beds[].soil", Types.choice(Soil.class), "clay", "what of");
  static final Key<Long> PIPE = of("beds[].pipe.width", Types.whole(0, 1), "1", "two widths");
  static final Key<Long> EVERY =
      of("water.every", Types.duration("1 s", "2 d"), "1 h", "how often");
  static final Key<Long> TANK = of("water.tank", Types.size("1 B", "1 MiB"), "1 KiB", "how much");
  static final Key<Boolean> OPEN = of("water.open", Types.flag(), "false", "whether");
  static final Key<List<String>> GUESTS =
      open("guests", Types.texts("", _ -> true), "none", "who comes");
  static final Key<Double> HEIGHT =
      open("trees.<name>.height", Types.decimal("above 0", height -> height > 0), "", "in metres");
  static final Key<String> GATE =
      open("gate", Types.secretName("the key's name", text -> text.matches("[a-z]+")), "", "lock");

  static final FileKind KIND =
      new FileKind(
          "garden file",
          "  owner: ...",
          List.of(OWNER, BED_NAME, PLANTS, SOIL, PIPE, EVERY, TANK, OPEN, GUESTS, HEIGHT, GATE),
          Map.of("beds.flowers", "flowers are plants here", "fence", "there is no fence"),
          SIZE_LIMIT,
          LIST_LIMIT);

  private Garden() {}

  static Result<Section> read(String text) {
    return StrictFile.parse(text, FILE, KIND, (root, _) -> root);
  }

  static Section root(String text) {
    return switch (read(text)) {
      case Result.Ready<Section> ready -> ready.value();
      case Result.Refused<Section> refused -> throw new AssertionError(refused.toString());
    };
  }

  /// What a person would read, one line per problem, without the file's name.
  static List<String> problems(String text) {
    return lines(read(text)).stream().map(line -> line.replace(FILE + ":", "")).toList();
  }

  static List<String> lines(Result<?> result) {
    return switch (result) {
      case Result.Ready<?> ready -> throw new AssertionError(ready.toString());
      case Result.Refused<?> refused -> refused.problems().stream().map(Object::toString).toList();
    };
  }
}
