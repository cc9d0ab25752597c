package io.tidegate.gateway.lab;

import io.tidegate.gateway.lab.twin.SimClock;
import io.tidegate.sim.broker.VirtualBroker;
import io.tidegate.sim.mqtt.Packet;
import io.tidegate.sim.scenario.Stage;
import io.tidegate.sim.world.World;
import java.util.function.Consumer;

/// Somebody at the virtual broker itself, which is never away. Its date is the gateway's.
record LabVoice(World world, VirtualBroker broker, SimClock clock) implements Stage.Voice {
  @Override
  public long unixMillis() {
    return clock.millis(world.nowNanos());
  }

  @Override
  public void publish(Packet.Publish message, Consumer<String> done) {
    broker.publish(message);
    done.accept("");
  }
}
