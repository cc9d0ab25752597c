package io.tidegate.sim.proxy;

import io.tidegate.sim.setting.Setting;
import io.tidegate.sim.setting.Settings;
import io.tidegate.strict.Nearest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A fault and whom it reaches, as a person types it: `slow bytes_per_second=50 reach=new`.
public record FaultLine(NetFault fault, Reach reach, double share) {
  /// Beside those of the fault.
  private static final Setting<Reach> REACH =
      Setting.word("reach", Reach.values(), "which connections: to come, standing now, or all")
          .or("all");

  private static final Setting<Double> SHARE =
      Setting.number("share", 0.0001, 1, "how many of them, by chance").or("1");

  /// What every fault takes.
  public static List<Setting<?>> common() {
    return List.of(REACH, SHARE);
  }

  /// An IllegalArgumentException says what was expected.
  public static FaultLine of(String text) {
    String[] words = text.strip().split("\\s+");
    NetFault.Kind kind = kind(words[0]);
    Map<String, String> values = new HashMap<>();
    for (String word : Arrays.asList(words).subList(1, words.length)) {
      int at = word.indexOf('=');
      if (at <= 0) {
        throw new IllegalArgumentException("expected SETTING=VALUE, got \"" + word + "\"");
      }
      if (values.put(word.substring(0, at), word.substring(at + 1)) != null) {
        throw new IllegalArgumentException(word.substring(0, at) + ": expected once, got twice");
      }
    }
    List<Setting<?>> known = new ArrayList<>(kind.settings());
    known.addAll(common());
    Settings settings = Settings.of(known, values);
    return new FaultLine(kind.of(settings), settings.get(REACH), settings.get(SHARE));
  }

  /// `black_hole`, also spelt `black-hole`.
  public static NetFault.Kind kind(String word) {
    List<String> names =
        Arrays.stream(NetFault.Kind.values()).map(NetFault.Kind::wireName).toList();
    int at = names.indexOf(word.replace('-', '_'));
    if (at < 0) {
      String near = Nearest.hint(word, names);
      String known = near.isEmpty() ? "; there are " + String.join(", ", names) : near;
      throw new IllegalArgumentException("expected a fault, got \"" + word + "\"" + known);
    }
    return NetFault.Kind.values()[at];
  }

  public void set(Proxy on) {
    on.set(fault, reach, share);
  }
}
