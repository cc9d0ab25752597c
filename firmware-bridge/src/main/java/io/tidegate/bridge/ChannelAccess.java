package io.tidegate.bridge;

/// What may be done with a channel.
public enum ChannelAccess {
  READ("r"),
  WRITE("w"),
  READ_WRITE("rw");

  private final String wireName;

  ChannelAccess(String wireName) {
    this.wireName = wireName;
  }

  public String wireName() {
    return wireName;
  }

  public boolean writable() {
    return this != READ;
  }

  /// Null when no constant has this wire name.
  static ChannelAccess fromWire(String wireName) {
    for (ChannelAccess each : values()) {
      if (each.wireName.equals(wireName)) {
        return each;
      }
    }
    return null;
  }
}
