package io.tidegate.gateway.lab;

import io.tidegate.gateway.lab.twin.SimBroker;
import io.tidegate.sim.mqtt.TopicFilter;
import io.tidegate.sim.proxy.NetFault;
import io.tidegate.sim.scenario.Stage;

/// The network to the virtual broker. What needs bytes on a socket does not happen here.
record LabWay(SimBroker broker) implements Stage.Way {
  @Override
  public String cannot(NetFault.Kind fault) {
    return switch (fault) {
      case REFUSE, BLACK_HOLE, CONNECTION_RESET, SESSION_LOST, TOPIC_REFUSED -> "";
      case SLOW, DRIBBLE, CUT_AFTER, HALF_OPEN, LATENCY, CONNACK_REFUSED, TAKEN_OVER ->
          "it needs a real connection: `tidegate-sim test` has one";
    };
  }

  @Override
  public void begin(NetFault fault) {
    switch (fault) {
      case NetFault.Refuse _ -> broker.stop(false);
      case NetFault.BlackHole _ -> broker.silent(true);
      case NetFault.SessionLost _ -> {
        broker.stop(true);
        broker.start();
      }
      case NetFault.TopicRefused refused ->
          broker.refuse(topic -> TopicFilter.matches(refused.filter(), topic));
      default -> broker.breakConnection("reset by the network");
    }
  }

  @Override
  public void end(NetFault.Kind fault) {
    switch (fault) {
      case REFUSE -> broker.start();
      case BLACK_HOLE -> broker.silent(false);
      case TOPIC_REFUSED -> broker.refuse(_ -> false);
      default -> {}
    }
  }
}
