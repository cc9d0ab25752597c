package io.tidegate.bridge.link;

import io.tidegate.bridge.ChannelAccess;
import io.tidegate.bridge.ChannelKind;
import io.tidegate.bridge.Frame;

/// A channel as a board describes it. `unit` is `-` when it has none.
public record Channel(
    String name, ChannelKind kind, String unit, int decimals, ChannelAccess access) {

  /// A number that is only read.
  public static Channel gauge(String name, String unit, int decimals) {
    return new Channel(name, ChannelKind.GAUGE, unit, decimals, ChannelAccess.READ);
  }

  /// A switch that commands may set.
  public static Channel relay(String name) {
    return new Channel(
        name, ChannelKind.BOOL, "-", Frame.Describe.NO_DECIMALS, ChannelAccess.READ_WRITE);
  }
}
