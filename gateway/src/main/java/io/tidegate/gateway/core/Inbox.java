package io.tidegate.gateway.core;

/// The one way into the core's thread. Three lanes, read in this order: control, bytes, commands.
public interface Inbox {
  /// Never blocks, never drops: what comes here is bounded by what is outstanding.
  void control(Input input);

  /// Blocks the port's reader while the port's share (64 KiB) is full; false when the loop has
  /// ended.
  boolean bytes(int port, byte[] bytes, int length);

  /// False when 64 are waiting: then it stays unacknowledged and the broker keeps it.
  boolean command(Input.Arrived command);
}
