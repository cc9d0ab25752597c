package io.tidegate.gateway.mqtt;

import io.tidegate.gateway.core.DisconnectCause;
import java.io.IOException;

/// Why a connection could not be made, in the words a person needs.
final class ConnectFailure extends IOException {
  private static final long serialVersionUID = 1L;

  final DisconnectCause reason;

  ConnectFailure(DisconnectCause reason, String words, Throwable cause) {
    super(words, cause);
    this.reason = reason;
  }
}
