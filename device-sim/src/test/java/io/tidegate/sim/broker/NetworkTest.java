package io.tidegate.sim.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class NetworkTest {
  @Test
  void cutEndsConnectionsAndTakesNoneUntilPluggedAgain() throws IOException {
    try (Broker broker = Broker.start(0);
        Network network = Network.to(broker.port())) {
      try (Peer peer = Peer.connected(network.port(), "p", true)) {
        network.set(Network.State.CUT);
        assertTrue(peer.isEnded());
      }
      try (Peer peer = new Peer(network.port())) {
        assertTrue(peer.isEnded());
      }
      network.set(Network.State.PLUGGED);
      try (Peer peer = Peer.connected(network.port(), "p", true)) {
        peer.send(new Packet.Pingreq());
        assertEquals(new Packet.Pingresp(), peer.next());
      }
    }
  }

  @Test
  void silentKeepsConnectionsAndHoldsBytesBack() throws IOException {
    try (Broker broker = Broker.start(0);
        Network network = Network.to(broker.port());
        Peer peer = Peer.connected(network.port(), "p", true)) {
      network.set(Network.State.SILENT);
      peer.send(new Packet.Pingreq());
      assertTrue(peer.hearsNothing());
      network.set(Network.State.PLUGGED);
      assertEquals(new Packet.Pingresp(), peer.next());
    }
  }
}
