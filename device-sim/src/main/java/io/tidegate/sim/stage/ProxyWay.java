package io.tidegate.sim.stage;

import io.tidegate.sim.proxy.NetFault;
import io.tidegate.sim.proxy.Proxy;
import io.tidegate.sim.scenario.Stage;

/// The network through a [Proxy]; null where the scenario knows no broker.
record ProxyWay(Proxy proxy) implements Stage.Way {
  @Override
  public String cannot(NetFault.Kind fault) {
    return proxy == null
        ? "no broker is known, so nothing stands before it: `broker` in the file, or --broker"
        : "";
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
