package io.tidegate.bridge;

/// Which way a frame goes. Its type letter says so too: capitals up, small letters and `?` down.
public enum Direction {
  /// From board to gateway.
  UP,
  /// From gateway to board.
  DOWN
}
