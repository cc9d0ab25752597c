package io.tidegate.gateway.lab;

import io.tidegate.gateway.core.DisconnectCause;
import io.tidegate.gateway.lab.twin.SimBroker;
import io.tidegate.sim.mqtt.TopicFilter;
import io.tidegate.sim.net.Lan;
import io.tidegate.sim.proxy.NetFault;
import io.tidegate.sim.scenario.Stage;
import java.util.function.Predicate;

/// The network to the virtual broker. What needs bytes on a socket does not happen here. `broker`
/// is what the gateway sees of it, `wifi` what boards with WiFi see.
record LabWay(SimBroker broker, LabBroker wifi) implements Stage.Way {
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
        broker.stop(false);
        wifi.reach(Lan.Reach.REFUSED);
        wifi.cut();
      }
      case NetFault.BlackHole _ -> {
        broker.silent(true);
        wifi.reach(Lan.Reach.HOLLOW);
      }
      case NetFault.SessionLost _ -> {
        broker.stop(true);
        broker.start();
        wifi.cut();
      }
      case NetFault.ConnackRefused(int code) -> {
        broker.refuseConnects(cause(code));
        wifi.refuseConnects(code);
        cut("the broker refuses");
      }
      case NetFault.TopicRefused refused ->
          refuse(topic -> TopicFilter.matches(refused.filter(), topic));
      default -> cut("reset by the network");
    }
  }

  @Override
  public void end(NetFault.Kind fault) {
    switch (fault) {
      case REFUSE -> {
        broker.start();
        wifi.reach(Lan.Reach.OPEN);
      }
      case BLACK_HOLE -> {
        broker.silent(false);
        wifi.reach(Lan.Reach.OPEN);
      }
      case CONNACK_REFUSED -> {
        broker.refuseConnects(null);
        wifi.refuseConnects(0);
      }
      case TOPIC_REFUSED -> refuse(_ -> false);
      default -> {}
    }
  }

  private void refuse(Predicate<String> topic) {
    broker.refuse(topic);
    wifi.refuseTopics(topic);
  }

  private void cut(String why) {
    broker.breakConnection(why);
    wifi.cut();
  }

  private static DisconnectCause cause(int code) {
    return switch (code) {
      case 1 -> DisconnectCause.PROTOCOL_REFUSED;
      case 2 -> DisconnectCause.CLIENT_ID_REFUSED;
      case 3 -> DisconnectCause.SERVER_UNAVAILABLE;
      case 4 -> DisconnectCause.BAD_CREDENTIALS;
      default -> DisconnectCause.NOT_AUTHORISED;
    };
  }
}
