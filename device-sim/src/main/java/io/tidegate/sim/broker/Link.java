package io.tidegate.sim.broker;

import io.tidegate.sim.mqtt.Packet;

/// A client's connection, as an [Exchange] sees it. None of the calls waits or calls back.
interface Link {
  /// False when the client is too slow: the packet is not sent.
  boolean send(Packet packet);

  /// The connection ends when nothing came for so long; 0 waits for ever.
  void expectWithin(int millis);

  /// Ends it after what was sent has gone out.
  void finish();

  /// Ends it at once.
  void cut();
}
