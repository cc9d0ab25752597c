package io.tidegate.gateway.run;

import io.tidegate.gateway.core.Wires;
import io.tidegate.gateway.serial.SerialPorts;

/// The way down to every board: to the machine's own, or through a serial port.
record AllWires(SerialPorts serial, OwnBoard own) implements Wires {
  @Override
  public boolean send(int port, byte[] bytes) {
    return to(port).send(port, bytes);
  }

  @Override
  public void reopen(int port, boolean reset) {
    to(port).reopen(port, reset);
  }

  /// Only the machine's own board cares.
  @Override
  public void broker(boolean up) {
    own.broker(up);
  }

  private Wires to(int port) {
    return own.isAt(port) ? own : serial;
  }
}
