package io.tidegate.sim.mqtt;

import java.io.IOException;

/// The other side broke the protocol; the connection ends.
public final class ProtocolException extends IOException {
  private static final long serialVersionUID = 1;

  public ProtocolException(String message) {
    super(message);
  }
}
