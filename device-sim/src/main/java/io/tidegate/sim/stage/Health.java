package io.tidegate.sim.stage;

import io.tidegate.bridge.FlatJson;
import java.util.Map;
import java.util.TreeMap;

/// What a gateway tells of itself.
final class Health {
  static final String TOPICS = "tidegate/+/health";

  private Health() {}

  static Map<String, Long> counters(byte[] payload) {
    Map<String, Long> counters = new TreeMap<>();
    if (FlatJson.parse(payload, 0, payload.length, FlatJson.Mode.OBJECT)
            instanceof FlatJson.Parsed(FlatJson json)
        && json.get("counters").isPresent()
        && FlatJson.parse(json.get("counters").get().raw(), FlatJson.Mode.OBJECT)
            instanceof FlatJson.Parsed(FlatJson each)) {
      for (FlatJson.Member member : each.members()) {
        if (member.kind() == FlatJson.Kind.NUMBER) {
          counters.put(member.name(), (long) member.number());
        }
      }
    }
    return counters;
  }
}
