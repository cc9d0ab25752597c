package io.tidegate.sim.stage;

import io.tidegate.sim.proxy.Address;
import java.net.InetSocketAddress;

/// Where a broker is, as a person writes it.
final class BrokerAddress {
  private static final int USUAL_PORT = 1883;

  private BrokerAddress() {}

  static InetSocketAddress of(String said) throws Unplayable {
    InetSocketAddress address;
    try {
      address = Address.of(said, USUAL_PORT);
    } catch (IllegalArgumentException e) {
      throw new Unplayable("the broker: " + e.getMessage());
    }
    if (address.isUnresolved()) {
      throw new Unplayable("the broker " + Address.text(address) + ": no machine has this name");
    }
    return address;
  }
}
