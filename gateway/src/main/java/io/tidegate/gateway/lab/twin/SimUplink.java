package io.tidegate.gateway.lab.twin;

import io.tidegate.gateway.core.Input;
import io.tidegate.gateway.core.Uplink;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// The way to the broker of a [SimGateway]. It is there longer than the process: each run of that
/// takes hold of it.
public interface SimUplink extends Uplink {
  /// A process has started. It is told what happens, and what arrives: `command` gives false when
  /// it has no room for that.
  void attach(Consumer<Input> control, Predicate<Input.Arrived> command);

  /// The process is gone, and its connection with it; with `power` the machine it ran on, too.
  void gatewayGone(boolean power);
}
