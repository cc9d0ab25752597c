package io.tidegate.sim.scenario;

import io.tidegate.sim.check.Words;
import io.tidegate.sim.setting.Settings;
import java.util.List;
import java.util.Map;

/// A fault that a scenario plans.
///
/// `place` is where in the file, empty for none. `boards` is empty for one that befalls no board.
/// `nanos` is how long it lasts, 0 for one that does not, Long.MAX_VALUE for one that lasts until
/// boards measure no more.
public record Trouble(
    String place, FaultKind kind, List<String> boards, Settings settings, When when, long nanos)
    implements Planned {
  public Trouble {
    boards = List.copyOf(boards);
  }

  /// Something that somebody does now, with its usual settings.
  public static Trouble now(FaultKind kind, List<String> boards, long nanos) {
    return new Trouble(
        "", kind, boards, Settings.of(kind.settings(), Map.of()), new When.At(0, 0), nanos);
  }

  @Override
  public String told(String words) {
    return (place.isEmpty() ? "" : place + ": ") + words(boards) + " " + words;
  }

  /// For a person. `boards` is empty, or one empty name, for what befalls no board.
  String words(List<String> boards) {
    String names = Words.names(boards);
    return kind.wireName() + (names.isEmpty() ? "" : " of " + names);
  }
}
