package io.tidegate.gateway.lab;

import io.tidegate.sim.proxy.LanProxy;
import io.tidegate.sim.proxy.NetFault;
import io.tidegate.sim.scenario.Stage;

/// The network to the virtual broker, the same for the gateway and for boards with WiFi.
record LabWay(LanProxy proxy) implements Stage.Way {
  @Override
  public String cannot(NetFault.Kind fault) {
    return "";
  }

  @Override
  public void begin(NetFault fault) {
    proxy.set(fault);
  }

  @Override
  public void end(NetFault.Kind fault) {
    proxy.lift(fault);
  }
}
