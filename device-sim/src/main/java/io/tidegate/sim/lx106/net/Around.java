package io.tidegate.sim.lx106.net;

import io.tidegate.sim.net.Listener;
import io.tidegate.sim.net.Tcp;
import io.tidegate.sim.net.Udp;

/// What is around one of the guest's interfaces: addresses, and where connections and datagrams
/// from there lead.
interface Around {
  /// The guest's address there; 0 as long as it has none.
  int guest();

  /// What the guest is told of an address.
  int shown(int address);

  /// What the guest means by an address that it was told.
  String meant(int address);

  /// Begins a connection of the guest's; null for one that is not heard.
  Tcp connect(Conversation.Ends ends, Runnable wake);

  Listener listen(int port, Runnable wake);

  /// For other boards in the same access point alone; null where there are none.
  default Listener listenInside(int port, Runnable wake) {
    return null;
  }

  Udp udp(int port, Runnable wake);
}
