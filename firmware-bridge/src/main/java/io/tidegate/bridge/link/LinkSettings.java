package io.tidegate.bridge.link;

import java.util.List;

/// What a sketch decides when it is compiled. `ring` is how many readings fit; `rxBytes` the
/// longest line it can take; `bytesPerSecond` the rate that paces a backlog.
public record LinkSettings(
    String dev,
    String firmware,
    int ring,
    int rxBytes,
    String caps,
    long bytesPerSecond,
    List<Channel> channels) {

  /// 115200 baud.
  public static final long DEFAULT_BYTES_PER_SECOND = 11_520;

  public LinkSettings {
    if (ring < 1 || bytesPerSecond < 1) {
      throw new IllegalArgumentException(
          "ring of " + ring + " readings, " + bytesPerSecond + " bytes/s: both must be 1 or more");
    }
    channels = List.copyOf(channels);
  }

  /// A board as most are: 60 bytes of input, no capabilities.
  public static LinkSettings of(String dev, int ring, Channel... channels) {
    return new LinkSettings(
        dev, "sim/1", ring, 60, "-", DEFAULT_BYTES_PER_SECOND, List.of(channels));
  }
}
