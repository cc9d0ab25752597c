package io.tidegate.gateway.run;

import io.tidegate.gateway.core.Wires;
import io.tidegate.gateway.gpio.GpioBoard;
import io.tidegate.gateway.serial.SerialPorts;

/// The way down to every board: to the machine's own (`gpio` is null where there is none), or
/// through a serial port.
record AllWires(SerialPorts serial, GpioBoard gpio) implements Wires {
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
    if (gpio != null) {
      gpio.broker(up);
    }
  }

  private Wires to(int port) {
    return gpio != null && gpio.port() == port ? gpio : serial;
  }
}
