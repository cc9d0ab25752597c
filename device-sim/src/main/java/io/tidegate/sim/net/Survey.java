package io.tidegate.sim.net;

import java.util.Comparator;
import java.util.List;

/// A look round for networks: `WiFi.scanNetworks()`.
public final class Survey {
  static final long TAKES_NANOS = 2_100_000_000;

  /// One access point.
  public record Heard(AccessPoint accessPoint, int rssiDbm) {}

  private List<Heard> heard;

  Survey() {}

  public boolean over() {
    return heard != null;
  }

  /// The strongest first; empty until it is over.
  public List<Heard> heard() {
    return over() ? heard : List.of();
  }

  void end(List<AccessPoint> around, Runnable whenOver) {
    heard =
        around.stream()
            .filter(AccessPoint::isOn)
            .map(each -> new Heard(each, each.reception().rssiDbm()))
            .sorted(Comparator.comparingInt(Heard::rssiDbm).reversed())
            .toList();
    whenOver.run();
  }
}
