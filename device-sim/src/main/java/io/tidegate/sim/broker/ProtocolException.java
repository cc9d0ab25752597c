package io.tidegate.sim.broker;

import java.io.IOException;

/// The other side broke the protocol; the connection ends.
final class ProtocolException extends IOException {
  private static final long serialVersionUID = 1;

  ProtocolException(String message) {
    super(message);
  }
}
