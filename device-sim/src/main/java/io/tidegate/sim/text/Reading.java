package io.tidegate.sim.text;

import io.tidegate.sim.model.Measurement;
import java.util.List;
import java.util.function.BiFunction;

/// Lines that hold names and values, as sketches print them: with or without the measurement's
/// number, and with what they do about a value that is no number.
record Reading(boolean numbered, NoNumber missing) {
  static final Reading PLAIN = new Reading(true, NoNumber.NAN);

  /// `line` makes the line of names and values.
  List<String> lines(Measurement measurement, BiFunction<List<String>, List<String>, String> line) {
    if (!measurement.complete() && missing == NoNumber.LINE) {
      return List.of(NoNumber.WORDS);
    }
    Measurement told = missing == NoNumber.OMIT ? measurement.numbersOnly() : measurement;
    List<String> names = drop(told.names());
    List<String> texts = drop(texts(told));
    return names.isEmpty() ? List.of() : List.of(line.apply(names, texts));
  }

  /// The values alone, nothing where one is left out; `line` makes the line of them.
  List<String> columns(
      Measurement measurement, java.util.function.Function<List<String>, String> line) {
    if (!measurement.complete() && missing == NoNumber.LINE) {
      return List.of(NoNumber.WORDS);
    }
    return List.of(line.apply(drop(texts(measurement))));
  }

  List<String> drop(List<String> withNumber) {
    return numbered ? withNumber : withNumber.subList(1, withNumber.size());
  }

  private List<String> texts(Measurement measurement) {
    String instead =
        switch (missing) {
          case NULL -> "null";
          case OMIT -> "";
          case NAN, LINE -> "nan";
        };
    return measurement.texts().stream().map(each -> each.equals("nan") ? instead : each).toList();
  }
}
