package io.tidegate.sim.lx106.radio;

/// Somebody who comes into the network that the program opens itself.
public interface Visitor extends Radio.Ether {
  /// Whether it wants in.
  boolean comes();

  /// Its own.
  byte[] mac();

  /// The program has let it in: frames go both ways.
  void joined();

  /// The network is gone, or it was thrown out.
  void left();
}
