package io.tidegate.strict;

import java.util.Collection;
import java.util.Locale;

/// The name somebody probably meant.
public final class Nearest {
  private Nearest() {}

  /// `; did you mean "…"?` or, where nothing is near, the empty text.
  public static String hint(String got, Collection<String> names) {
    String best = of(got, names);
    return best == null ? "" : "; did you mean \"" + best + "\"?";
  }

  /// Null when none is near: a third of the letters may differ.
  public static String of(String got, Collection<String> names) {
    String best = null;
    int bestDistance = Integer.MAX_VALUE;
    for (String name : names) {
      int distance = distance(plain(got), plain(name));
      int allowed = Math.max(1, Math.min(name.length(), got.length()) / 3);
      if (distance <= allowed && distance < bestDistance) {
        best = name;
        bestDistance = distance;
      }
    }
    return best;
  }

  private static String plain(String name) {
    String limited = name.length() > 64 ? name.substring(0, 64) : name;
    return limited.toLowerCase(Locale.ROOT).replace('-', '_').replace(' ', '_');
  }

  /// Letters to add, drop, change or swap with their neighbour.
  static int distance(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? i + j : step(a, b, i, j, cost);
      }
    }
    return cost[a.length()][b.length()];
  }

  private static int step(String a, String b, int i, int j, int[][] cost) {
    int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
    int least = Math.min(cost[i - 1][j], cost[i][j - 1]) + 1;
    least = Math.min(least, cost[i - 1][j - 1] + change);
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
  }
}
