package io.tidegate.gateway.device;

import io.tidegate.bridge.ChannelKind;
import io.tidegate.bridge.FlatJson;
import io.tidegate.gateway.device.DeviceEffect.Refused.Reason;
import java.util.HashMap;
import java.util.Map;

/// What a board's values may be: limits from the configuration, types from the board itself.
///
/// A step that is too large is refused once. When the next reading is near the refused one, the
/// value
/// has really moved, and is taken from there on: one spike is kept out, a new level is not.
final class Bounds {
  record Refusal(Reason reason, String words) {}

  private final Map<String, ChannelRule> rules;
  private final Map<String, Double> taken = new HashMap<>();
  private final Map<String, Double> doubted = new HashMap<>();

  Bounds(Map<String, ChannelRule> rules) {
    this.rules = rules;
  }

  /// Null: the reading is good. One bad value refuses the whole reading, which is what its number
  /// stands for.
  Refusal check(FlatJson values, Map<String, ChannelKind> kinds) {
    for (FlatJson.Member member : values.members()) {
      Refusal refusal = check(member, kinds.get(member.name()), rules.get(member.name()));
      if (refusal != null) {
        return refusal;
      }
    }
    if (!rules.isEmpty()) {
      remember(values);
    }
    return null;
  }

  private Refusal check(FlatJson.Member member, ChannelKind kind, ChannelRule rule) {
    if (member.kind() == FlatJson.Kind.NULL) {
      return null;
    }
    boolean limited = rule != null && rule.wantsNumber();
    if (limited || kind != null) {
      String expected = expected(member.kind(), limited ? ChannelKind.GAUGE : kind);
      if (expected != null) {
        return new Refusal(
            Reason.UNUSABLE,
            "%s is %s, expected %s".formatted(member.name(), shown(member.raw()), expected));
      }
    }
    return limited ? check(member, rule, member.number()) : null;
  }

  private Refusal check(FlatJson.Member member, ChannelRule rule, double value) {
    if (value < rule.min() || value > rule.max()) {
      boolean below = value < rule.min();
      return new Refusal(
          Reason.OUT_OF_RANGE,
          "%s is %s, %s %s"
              .formatted(
                  member.name(),
                  shown(member.raw()),
                  below ? "below min" : "above max",
                  below ? rule.min() : rule.max()));
    }
    return checkStep(member, rule, value);
  }

  private Refusal checkStep(FlatJson.Member member, ChannelRule rule, double value) {
    Double before = taken.get(member.name());
    if (before == null || near(before, value, rule)) {
      return null;
    }
    Double doubt = doubted.put(member.name(), value);
    if (doubt != null && near(doubt, value, rule)) {
      return null;
    }
    return new Refusal(
        Reason.STEP_TOO_LARGE,
        "%s went from %s to %s, more than max_step %s"
            .formatted(member.name(), before, shown(member.raw()), rule.maxStep()));
  }

  // Said so that a limit of NaN, which stands for none, is always near.
  private static boolean near(double from, double to, ChannelRule rule) {
    return !(Math.abs(to - from) > rule.maxStep());
  }

  private void remember(FlatJson values) {
    for (FlatJson.Member member : values.members()) {
      if (member.kind() == FlatJson.Kind.NUMBER && rules.containsKey(member.name())) {
        taken.put(member.name(), member.number());
        doubted.remove(member.name());
      }
    }
  }

  /// What should stand there; null when it does.
  private static String expected(FlatJson.Kind found, ChannelKind kind) {
    return switch (kind) {
      case GAUGE, COUNTER -> found == FlatJson.Kind.NUMBER ? null : "a number";
      case BOOL ->
          found == FlatJson.Kind.BOOLEAN || found == FlatJson.Kind.NUMBER ? null : "true or false";
      case TEXT, B64 -> found == FlatJson.Kind.STRING ? null : "a string";
    };
  }

  private static String shown(String raw) {
    return raw.length() <= 40 ? raw : raw.substring(0, 40) + "...";
  }
}
