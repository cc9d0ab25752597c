package io.tidegate.gateway.lab;

import io.tidegate.sim.broker.VirtualBroker;
import io.tidegate.sim.mqtt.TopicFilter;
import io.tidegate.sim.net.Lan;
import io.tidegate.sim.proxy.NetFault;
import io.tidegate.sim.scenario.Stage;

/// The network to the virtual broker, the same for the gateway and for boards with WiFi.
record LabWay(Lan lan, VirtualBroker broker) implements Stage.Way {
  private static final int NO_REFUSAL = 0;

  @Override
  public String cannot(NetFault.Kind fault) {
    return switch (fault) {
      case REFUSE, BLACK_HOLE, CONNECTION_RESET, CONNACK_REFUSED, SESSION_LOST, TOPIC_REFUSED -> "";
      case SLOW, DRIBBLE, CUT_AFTER, HALF_OPEN, LATENCY, TAKEN_OVER ->
          "it needs a real connection: `tidegate-sim test` has one";
    };
  }

  @Override
  public void begin(NetFault fault) {
    switch (fault) {
      case NetFault.Refuse _ -> {
        reach(Lan.Reach.REFUSED);
        broker.cut();
      }
      case NetFault.BlackHole _ -> reach(Lan.Reach.HOLLOW);
      case NetFault.SessionLost _ -> broker.forgetSessions();
      case NetFault.ConnackRefused(int code) -> {
        broker.refuse(code);
        broker.cut();
      }
      case NetFault.TopicRefused refused ->
          broker.refuseTopics(topic -> TopicFilter.matches(refused.filter(), topic));
      default -> broker.cut();
    }
  }

  @Override
  public void end(NetFault.Kind fault) {
    switch (fault) {
      case REFUSE, BLACK_HOLE -> reach(Lan.Reach.OPEN);
      case CONNACK_REFUSED -> broker.refuse(NO_REFUSAL);
      case TOPIC_REFUSED -> broker.refuseTopics(_ -> false);
      default -> {}
    }
  }

  private void reach(Lan.Reach reach) {
    lan.reach(LabStage.BROKER_HOST, LabStage.BROKER_PORT, reach);
  }
}
