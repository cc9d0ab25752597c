package io.tidegate.sim.lx106.trace;

import java.util.ArrayList;
import java.util.List;

/// How the free memory of a program went on, looked at each second: where it sinks from quarter to
/// quarter of a run, something is not given back.
public final class HeapCourse {
  private static final int QUARTERS = 4;

  /// From so many looks on quarters say something.
  private static final int ENOUGH = 40;

  /// More looks than that are put together in pairs.
  private static final int MOST = 4_096;

  private final List<Integer> least = new ArrayList<>();

  /// How many looks one entry has.
  private int span = 1;

  private int looks;

  public void add(int free) {
    if (looks % span == 0) {
      if (least.size() == MOST) {
        halve();
      }
      least.add(free);
    } else {
      int last = least.size() - 1;
      least.set(last, Math.min(least.get(last), free));
    }
    looks++;
  }

  /// `looks` is a multiple of the new span, as there were [#MOST] whole ones of the old.
  private void halve() {
    List<Integer> pairs = new ArrayList<>();
    for (int i = 0; i < least.size(); i += 2) {
      pairs.add(Math.min(least.get(i), least.get(i + 1)));
    }
    least.clear();
    least.addAll(pairs);
    span *= 2;
  }

  /// For a person; nothing where nobody looked.
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    if (!least.isEmpty()) {
      lines.add(
          "heap: never less than %d bytes free, looked at each second".formatted(least(0, 1)));
    }
    if (least.size() >= ENOUGH) {
      List<String> quarters = new ArrayList<>();
      for (int i = 0; i < QUARTERS; i++) {
        quarters.add(String.valueOf(least(i, QUARTERS)));
      }
      lines.add("heap: the least in each quarter of the run: " + String.join(", ", quarters));
    }
    return lines;
  }

  private int least(int part, int parts) {
    int from = least.size() * part / parts;
    int to = least.size() * (part + 1) / parts;
    return least.subList(from, to).stream().mapToInt(Integer::intValue).min().orElseThrow();
  }
}
