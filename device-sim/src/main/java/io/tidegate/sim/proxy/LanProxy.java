package io.tidegate.sim.proxy;

import io.tidegate.sim.net.Lan;
import io.tidegate.sim.world.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/// What [Proxy] is between sockets, within a [Lan]: the same faults in virtual time. On the world's
/// thread.
public final class LanProxy implements Lan.Server {
  /// Virtual time, and a server of the network.
  private record Virtual(World world, Lan lan, String host, int port) implements Ground {
    @Override
    public long now() {
      return world.nowNanos();
    }

    @Override
    public void at(long dueNanos, Task task) {
      world.at(dueNanos, () -> task.run(world.nowNanos()));
    }

    @Override
    public void wake() {}

    @Override
    public Side reach(Task ready) {
      return new LanSide(world, lan, host, port, ready);
    }
  }

  private final World world;
  private final Lan lan;
  private final String host;
  private final int port;
  private final Relay relay;

  /// Is found under this name and port; behind it is the server of the same port under the other
  /// name. Chance begins with the seed.
  public LanProxy(World world, Lan lan, String host, String serverHost, int port, long seed) {
    this.world = world;
    this.lan = lan;
    this.host = host;
    this.port = port;
    this.relay = new Relay(new Virtual(world, lan, serverHost, port), seed, this::hear);
    lan.listen(host, port, this);
  }

  /// For all connections, present and to come.
  public void set(NetFault fault) {
    relay.set(fault, Reach.ALL, 1);
  }

  /// Takes a fault from all connections.
  public void lift(NetFault.Kind kind) {
    relay.lift(List.of(kind));
  }

  public Traffic traffic() {
    return relay.traffic();
  }

  private void hear() {
    lan.reach(host, port, relay.isDeaf() ? Lan.Reach.REFUSED : Lan.Reach.OPEN);
  }

  @Override
  public Runnable accept(Lan.Wire connection) {
    relay.counts().accepted++;
    LanSide[] side = new LanSide[1];
    try {
      relay.admit(ready -> side[0] = new LanSide(world, connection, ready));
    } catch (IOException e) {
      throw new UncheckedIOException("nothing here can fail", e);
    }
    return side[0]::look;
  }
}
