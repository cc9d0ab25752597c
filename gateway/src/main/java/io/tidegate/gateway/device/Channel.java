package io.tidegate.gateway.device;

/// What a link board says of one channel. `unit` and `decimals` may be `-`.
public record Channel(String name, String kind, String unit, String decimals, String access) {
  public boolean writable() {
    return access.indexOf('w') >= 0;
  }
}
