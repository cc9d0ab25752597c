package io.tidegate.gateway.doctor;

import java.nio.file.Path;
import java.util.Map;

/// The gateway that is meant, as its control socket tells.
public sealed interface Running {
  /// `ports`: the label of each port it has open, by its device.
  record Yes(
      Map<Path, String> ports, long upMillis, long syncs, long writtenBytes, long onDiskBytes)
      implements Running {
    public Yes {
      ports = Map.copyOf(ports);
    }
  }

  record No() implements Running {}

  /// It may run: we cannot ask.
  record Unknown(String words) implements Running {}

  /// Ports that it has open.
  default Map<Path, String> ports() {
    return this instanceof Yes yes ? yes.ports() : Map.of();
  }
}
