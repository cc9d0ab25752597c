package io.tidegate.gateway.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.strict.Problem;
import io.tidegate.strict.Result;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Whatever the file holds, there is an answer. A failure names its seed.
class FuzzTest {
  private static final int SEEDS = 600;
  private static final String PIECES = "[]{}:,-?&*!|>'\"%@`#\n\t \\~0Aé\u0000\ufeff\u2028";

  /// Every answer has at least one problem with words, or can be used.
  private static void answers(String text, String which) {
    Result<Configuration> result;
    try {
      result = Read.result(text);
    } catch (RuntimeException | StackOverflowError e) {
      throw new AssertionError(which + ": threw " + e + " on\n" + text, e);
    }
    if (result instanceof Result.Refused<Configuration>(List<Problem> problems)) {
      assertFalse(problems.isEmpty(), which);
      int lines = text.split("\n|\r|\u0085|\u2028|\u2029", -1).length + 1;
      for (Problem problem : problems) {
        assertFalse(problem.words().isBlank(), which);
        assertTrue(problem.line() >= 0 && problem.line() <= lines, which + ": " + problem);
      }
    } else {
      assertNotNull(Read.ready(result).value(), which);
    }
  }

  @Test
  void aMutatedFileIsAlwaysAnswered() throws IOException {
    String example = ExampleTest.uncommented();
    for (int seed = 0; seed < SEEDS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      StringBuilder text = new StringBuilder(example);
      int mutations = 1 + random.nextInt(6);
      for (int i = 0; i < mutations; i++) {
        mutate(text, random);
      }
      answers(text.toString(), "seed " + seed);
    }
  }

  private static void mutate(StringBuilder text, SplittableRandom random) {
    if (text.isEmpty()) {
      text.append('a');
    }
    int at = random.nextInt(text.length());
    int end = Math.min(text.length(), at + random.nextInt(40));
    switch (random.nextInt(5)) {
      case 0 -> text.delete(at, end);
      case 1 -> text.insert(at, PIECES.charAt(random.nextInt(PIECES.length())));
      case 2 -> text.setCharAt(at, (char) random.nextInt(0xD800));
      case 3 -> text.insert(random.nextInt(text.length()), text.substring(at, end));
      default -> text.setLength(Math.max(1, at));
    }
  }

  @Test
  void shuffledLinesAreAlwaysAnswered() throws IOException {
    List<String> example = ExampleTest.uncommented().lines().toList();
    for (int seed = 0; seed < SEEDS / 2; seed++) {
      List<String> lines = new ArrayList<>(example);
      Collections.shuffle(lines, new java.util.Random(seed));
      answers(String.join("\n", lines.subList(0, 1 + seed % lines.size())), "shuffle " + seed);
    }
  }

  @Test
  void valuesInEachOthersPlacesAreAlwaysAnswered() throws IOException {
    List<String> lines = ExampleTest.uncommented().lines().toList();
    List<String> settings = lines.stream().filter(line -> line.contains(": ")).toList();
    for (int seed = 0; seed < SEEDS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      StringBuilder text = new StringBuilder();
      for (String line : lines) {
        String other = settings.get(random.nextInt(settings.size()));
        boolean swap = line.contains(": ") && random.nextInt(8) == 0;
        text.append(swap ? line.split(": ")[0] + ": " + other.split(": ", 2)[1] : line)
            .append('\n');
      }
      answers(text.toString(), "swap " + seed);
    }
  }

  @Test
  void whatIsMeantToExhaustTheReaderIsAnswered() {
    for (String piece :
        List.of(
            "[", "{", "- ", "? ", "a: ", "&a ", "!!a ", "\"", "'", "|\n", "[a, ", "{a: ", "\t",
            "%a\n", "---\n", "\\", "#", "*a ", "a:\n ", "- [", "\"\\x")) {
      answers(piece.repeat(ConfigurationReader.SIZE_LIMIT / piece.length()), piece);
      answers("a: " + piece.repeat(20_000), "a: " + piece);
    }
  }

  @Test
  void aBombOfAliasesIsRefusedBeforeItGoesOff() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
    for (int i = 1; i < 40; i++) {
      bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
    }
    assertEquals(
        List.of("1: an anchor (&name) is not understood here: write the value out, or quote it"),
        Read.problems(bomb.toString()));
  }
}
