package io.tidegate.gateway.device;

import io.tidegate.bridge.FlatJson;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/// What becomes of a board's values by the rules of its channels: calibrated values, and of the
/// readings those that say something new. A reading is one thing: it goes out whole as soon as one
/// of its ruled channels has something to say, or not at all.
///
/// Nothing here outlives the process: the first reading after a start goes out.
final class Shaping {
  private final Map<String, ChannelRule.Calibration> calibrations = new HashMap<>();
  private final Map<String, ReportedChannel> channels = new HashMap<>();

  Shaping(Map<String, ChannelRule> rules) {
    rules.forEach(
        (name, rule) -> {
          if (!rule.calibration().changesNothing()) {
            calibrations.put(name, rule.calibration());
          }
          if (!rule.report().isAll()) {
            channels.put(name, new ReportedChannel(rule));
          }
        });
  }

  /// True for a number that can be calculated with: of 1e999 only its text is known.
  static boolean isNumber(FlatJson.Member member) {
    return member.kind() == FlatJson.Kind.NUMBER && Double.isFinite(member.number());
  }

  /// With scale, offset and decimals applied; what has none keeps its text.
  FlatJson calibrated(FlatJson values) {
    if (calibrations.isEmpty()) {
      return values;
    }
    Map<String, String> changed = new HashMap<>();
    for (FlatJson.Member member : values.members()) {
      ChannelRule.Calibration by = calibrations.get(member.name());
      if (by != null && isNumber(member)) {
        changed.put(member.name(), calibrated(member, by));
      }
    }
    return values.withNumbers(changed);
  }

  private static String calibrated(FlatJson.Member member, ChannelRule.Calibration by) {
    BigDecimal exact =
        BigDecimal.valueOf(member.number())
            .multiply(BigDecimal.valueOf(by.scale()))
            .add(BigDecimal.valueOf(by.offset()), NumberText.PRECISION);
    return NumberText.of(exact, by.decimals());
  }

  /// What goes out; null when it says nothing new. `measuredNanos` is when it was measured.
  FlatJson news(FlatJson values, long measuredNanos) {
    if (channels.isEmpty()) {
      return values;
    }
    boolean ruled = false;
    boolean wanted = false;
    for (FlatJson.Member member : values.members()) {
      ReportedChannel channel = channels.get(member.name());
      if (channel != null) {
        ruled = true;
        wanted |= channel.wants(member, measuredNanos);
      }
    }
    return !ruled ? values : wanted ? sent(values, measuredNanos) : heldBack(values, measuredNanos);
  }

  private FlatJson sent(FlatJson values, long measuredNanos) {
    Map<String, String> changed = new HashMap<>();
    for (FlatJson.Member member : values.members()) {
      ReportedChannel channel = channels.get(member.name());
      if (channel != null) {
        String text = channel.sent(member, measuredNanos);
        if (!text.equals(member.raw())) {
          changed.put(member.name(), text);
        }
      }
    }
    return values.withNumbers(changed);
  }

  private FlatJson heldBack(FlatJson values, long measuredNanos) {
    for (FlatJson.Member member : values.members()) {
      ReportedChannel channel = channels.get(member.name());
      if (channel != null) {
        channel.heldBack(measuredNanos);
      }
    }
    return null;
  }
}
