package io.tidegate.sim.proxy;

import io.tidegate.sim.setting.Setting;
import java.util.regex.Pattern;

/// What faults are made from. A class of its own, for an enum's constants come before its fields.
final class FaultParts {
  /// `+` stands for a whole level, `#` for all the last ones.
  private static final Pattern FILTER =
      Pattern.compile("(?=.{1,1024}$)(?:#|(?:[^/+#]*|\\+)(?:/(?:[^/+#]*|\\+))*(?:/#)?)");

  static final Setting<NetFault.Way> WAY =
      Setting.word("way", NetFault.Way.values(), "`up` is from the client to the server")
          .or("both");

  static final Setting<NetFault.Way> CUT_WAY =
      Setting.word(
              "way", NetFault.Way.values(), "which bytes count; with `both` each way for itself")
          .or("up");

  static final Setting<NetFault.Refusal> REFUSAL =
      Setting.word(
              "how",
              NetFault.Refusal.values(),
              "`refused`: nobody listens; `closed`: taken and closed at once")
          .or("refused");

  static final Setting<Integer> BYTES_PER_SECOND =
      Setting.whole("bytes_per_second", 1, 100_000_000, "what passes each way").or("100");

  static final Setting<Long> GAP =
      Setting.duration("gap", "1 ms", "60 s", "between two bytes").or("50 ms");

  static final Setting<Integer> BYTES =
      Setting.whole("bytes", 0, 999_999_999, "what still passes").or("500");

  static final Setting<NetFault.End> CLOSED =
      Setting.word("closed", NetFault.End.values(), "the end that is closed").or("server");

  static final Setting<Long> DELAY =
      Setting.duration("delay", "0", "60 s", "how much later").or("200 ms");

  static final Setting<Long> JITTER =
      Setting.duration("jitter", "0", "60 s", "how much more at most").or("100 ms");

  static final Setting<Integer> CODE =
      Setting.whole(
              "code",
              1,
              5,
              "1 protocol level, 2 client id, 3 not available, 4 user or password, 5 not allowed")
          .or("5");

  static final Setting<Long> AFTER =
      Setting.duration("after", "0", "60 s", "how long the client is left alone").or("1 s");

  static final Setting<String> TOPIC =
      Setting.text("topic", "a topic, or a filter with + and #", FILTER, "of the messages");

  static final Setting<NetFault.Veto> VETO =
      Setting.word(
              "how",
              NetFault.Veto.values(),
              "`close`: the connection ends; `drop`: acknowledged and thrown away")
          .or("close");

  private FaultParts() {}
}
