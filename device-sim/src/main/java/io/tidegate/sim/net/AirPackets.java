package io.tidegate.sim.net;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/// Packets of IP between boards in one access point, as they are: for boards whose programs have a
/// TCP/IP of their own. Each goes over the air twice, and none overtakes the one before it.
public final class AirPackets implements Lodger {
  /// On their way from a board, on their way to it, and waiting for it.
  private static final int MOST = 64;

  /// One direction of the air.
  private final class Way {
    private int underWay;
    private long lastNanos;

    /// Not before what went then.
    void carry(Runnable then) {
      if (underWay == MOST) {
        dropped.run();
      } else if (point != null && point.isOn() && !station.reception().loses(station.random())) {
        underWay++;
        long takes = station.reception().transitNanos(station.random());
        lastNanos = Math.max(station.world().nowNanos() + takes, lastNanos + 1);
        station
            .world()
            .at(
                lastNanos,
                () -> {
                  underWay--;
                  if (point != null && point.isOn()) {
                    then.run();
                  }
                });
      }
    }
  }

  private final Station station;
  private final Runnable changed;
  private final Runnable dropped;
  private final Queue<byte[]> waiting = new ArrayDeque<>();
  private AccessPoint point;
  private String address = "";
  private final Way up = new Way();
  private final Way down = new Way();

  AirPackets(Station station, Runnable changed, Runnable dropped) {
    this.station = station;
    this.changed = changed;
    this.dropped = dropped;
  }

  @Override
  public void up(Network uplink, String as) {
    point = station.accessPoint();
    address = as;
    if (point != null) {
      point.settles(address, this);
    }
  }

  @Override
  public void down() {
    if (point != null) {
      point.moves(address, this);
      point = null;
    }
    waiting.clear();
  }

  /// Whether there is a board of this address in the same access point, another one than this.
  public boolean reaches(String other) {
    return point != null && point.machine(other) != null && point.machine(other) != this;
  }

  /// To one that it [reaches].
  public void send(String other, byte[] packet) {
    up.carry(
        () -> {
          if (reaches(other)) {
            point.machine(other).comes(packet);
          }
        });
  }

  /// To all others.
  public void sendToAll(byte[] packet) {
    up.carry(
        () ->
            List.copyOf(point.machines()).stream()
                .filter(each -> each != this)
                .forEach(each -> each.comes(packet)));
  }

  /// The next that has come, null for none.
  public byte[] next() {
    return waiting.poll();
  }

  public void close() {
    down();
    station.leaves(this);
  }

  /// The access point has it, and sends it here.
  private void comes(byte[] packet) {
    down.carry(() -> arrived(packet));
  }

  private void arrived(byte[] packet) {
    if (waiting.size() == MOST) {
      dropped.run();
    } else {
      waiting.add(packet);
      changed.run();
    }
  }
}
