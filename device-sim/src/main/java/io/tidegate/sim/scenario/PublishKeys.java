package io.tidegate.sim.scenario;

import io.tidegate.strict.Key;
import io.tidegate.strict.Types;
import java.util.ArrayList;
import java.util.List;

/// The keys of what a scenario publishes.
final class PublishKeys {
  private static final String PUBLISH = "publish[].";

  static final Key<String> TOPIC =
      Key.open(
          PUBLISH + "topic",
          ScenarioTypes.topic(),
          "required",
          "where it is published, at the broker itself");
  static final Key<String> PAYLOAD =
      Key.open(
          PUBLISH + "payload",
          ScenarioTypes.payload(),
          "required",
          "what is published; with `retain`, `\"\"` clears what is retained there");
  static final Key<List<String>> BOARDS =
      Key.open(
          PUBLISH + "board",
          Types.texts("names of boards, or `all`", _ -> true),
          "none",
          "a message for each, whose name stands for `{board}`");
  static final Key<Long> QOS =
      Key.of(PUBLISH + "qos", Types.whole(0, 2), "1", "how it is handed to the broker");
  static final Key<Boolean> RETAIN =
      Key.of(PUBLISH + "retain", Types.flag(), "false", "the broker keeps it for who comes later");
  static final WhenKeys WHEN = WhenKeys.of(PUBLISH);

  static final List<Key<?>> ALL = all();

  private PublishKeys() {}

  private static List<Key<?>> all() {
    List<Key<?>> all = new ArrayList<>(List.of(TOPIC, PAYLOAD, BOARDS, QOS, RETAIN));
    all.addAll(WHEN.all());
    return List.copyOf(all);
  }
}
