package io.tidegate.sim.scenario;

import io.tidegate.sim.mqtt.Packet;
import io.tidegate.sim.proxy.NetFault;
import io.tidegate.sim.world.World;
import java.util.SequencedMap;
import java.util.function.Consumer;

/// Where a scenario is played: ports, sockets and a gateway's process for `tidegate-sim`, all of it
/// virtual for `tidegate lab`. On the world's thread.
public interface Stage {
  World world();

  /// The seat of a board that hangs on a port.
  Seat seat(String board);

  /// Pulls the cables of these boards and plugs each in where the port has the name beside it; one
  /// that was pulled before is there when it is plugged in. A board's own name is its usual place.
  /// No board of another name is at any of these.
  void move(SequencedMap<String, String> names);

  /// The network before the broker: what connects to it passes here.
  Way way();

  /// The WiFi of the boards that have it.
  Air air();

  /// The gateway's process.
  Process process();

  /// Who publishes what a scenario wants published; null where there is no broker.
  Voice voice();

  /// A client of the broker beside boards, gateway and what befalls the network.
  interface Voice {
    /// The date of those who are published to.
    long unixMillis();

    /// `done` hears later, or at once, on the world's thread what became of it: empty when the
    /// broker has it, else why not.
    void publish(Packet.Publish message, Consumer<String> done);
  }

  /// A network that faults can be given to.
  interface Way {
    /// Empty when it can do that; else why not.
    String cannot(NetFault.Kind fault);

    void begin(NetFault fault);

    void end(NetFault.Kind fault);
  }

  /// What can befall the gateway's process and the machine it runs on.
  enum Mishap {
    /// SIGKILL; started again when it is over.
    KILL,
    /// The machine loses power: what was not synced is gone.
    POWER_CUT,
    /// It stands still, as on a machine that swaps.
    PAUSE,
    DISK_FULL,
    /// Writes and syncs fail.
    DISK_FAULT,
    DISK_SLOW
  }

  /// A process that mishaps can be given to.
  interface Process {
    /// Empty when it can have that; else why not.
    String cannot(Mishap mishap);

    void begin(Mishap mishap);

    void end(Mishap mishap);
  }
}
