package io.tidegate.bridge;

/// What may be done with a channel.
public enum ChannelAccess implements WireName {
  READ("r"),
  WRITE("w"),
  READ_WRITE("rw");

  private final String wireName;

  ChannelAccess(String wireName) {
    this.wireName = wireName;
  }

  @Override
  public String wireName() {
    return wireName;
  }

  public boolean writable() {
    return this != READ;
  }
}
