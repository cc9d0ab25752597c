package io.tidegate.strict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/// Collects what is wrong (the file is refused) and what is doubtful (a warning), up to a limit:
/// nobody reads the hundredth line.
public final class Problems {
  static final int LIMIT = 100;

  private static final Comparator<Problem> BY_LINE = Comparator.comparingInt(Problem::line);

  private final String file;
  private final List<Problem> problems = new ArrayList<>();
  private final List<Problem> warnings = new ArrayList<>();
  private int dropped;

  Problems(String file) {
    this.file = file;
  }

  public void add(int line, String key, String words) {
    keep(problems, line, key, words);
  }

  public void warn(int line, String key, String words) {
    keep(warnings, line, key, words);
  }

  /// At the key, or at the section where it is not there.
  public void add(Section at, Key<?> key, String words) {
    add(at.line(key), at.path(key), words);
  }

  /// About the section as a whole.
  public void add(Section at, String words) {
    add(at.line(), at.path(), words);
  }

  public void warn(Section at, Key<?> key, String words) {
    warn(at.line(key), at.path(key), words);
  }

  /// Where this key stands, for words that are said later.
  public String place(Section of, Key<?> key) {
    return new Problem(file, of.line(key), of.path(key), "").place();
  }

  /// What `maker` makes of a section's values. What it refuses with an IllegalArgumentException is
  /// told in its words, and null comes back.
  public <T> T make(Section of, Supplier<T> maker) {
    try {
      return maker.get();
    } catch (IllegalArgumentException e) {
      add(of, String.valueOf(e.getMessage()));
      return null;
    }
  }

  private void keep(List<Problem> list, int line, String key, String words) {
    if (list.size() < LIMIT) {
      list.add(new Problem(file, line, key, words));
    } else if (list == problems) {
      dropped++;
    }
  }

  public boolean isEmpty() {
    return problems.isEmpty();
  }

  <T> Result.Refused<T> refused() {
    List<Problem> sorted = new ArrayList<>(problems.stream().sorted(BY_LINE).toList());
    if (dropped > 0) {
      sorted.add(new Problem(file, 0, "", dropped + " more problems are not shown"));
    }
    return new Result.Refused<>(List.copyOf(sorted));
  }

  List<Problem> warnings() {
    return warnings.stream().sorted(BY_LINE).toList();
  }
}
