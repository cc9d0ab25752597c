package io.tidegate.sim.cli;

import java.util.Comparator;
import java.util.Optional;
import java.util.Set;

/// What fingers do to words.
final class Typing {
  private Typing() {}

  /// The nearest of these, unless none is near.
  static Optional<String> meant(String typed, Set<String> known) {
    int most = Math.max(1, typed.length() / 3);
    return known.stream()
        .filter(each -> distance(typed, each) <= most)
        .min(
            Comparator.<String>comparingInt(each -> distance(typed, each))
                .thenComparing(each -> each));
  }

  /// How many letters were missed, added, mistaken or swapped with the next one.
  static int distance(String typed, String meant) {
    int[][] steps = new int[typed.length() + 1][meant.length() + 1];
    for (int i = 0; i <= typed.length(); i++) {
      for (int j = 0; j <= meant.length(); j++) {
        steps[i][j] = i == 0 || j == 0 ? i + j : least(steps, typed, meant, i, j);
      }
    }
    return steps[typed.length()][meant.length()];
  }

  private static int least(int[][] steps, String typed, String meant, int i, int j) {
    int same = typed.charAt(i - 1) == meant.charAt(j - 1) ? 0 : 1;
    int least =
        Math.min(steps[i - 1][j - 1] + same, Math.min(steps[i - 1][j], steps[i][j - 1]) + 1);
    boolean swapped =
        i > 1
            && j > 1
            && typed.charAt(i - 1) == meant.charAt(j - 2)
            && typed.charAt(i - 2) == meant.charAt(j - 1);
    return swapped ? Math.min(least, steps[i - 2][j - 2] + 1) : least;
  }
}
