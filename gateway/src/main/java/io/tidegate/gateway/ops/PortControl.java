package io.tidegate.gateway.ops;

import java.util.List;

/// What a person may do with the gateway's ports.
public interface PortControl {
  /// The configured ports.
  List<PortName> ports();

  /// Closes the port and leaves it alone for that long. False when it is no serial port.
  boolean release(int port, long millis);

  /// Ends a release early. False when it is no serial port.
  boolean take(int port);
}
