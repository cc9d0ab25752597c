package io.tidegate.sim.lx106.net;

import io.tidegate.sim.net.AirPackets;
import io.tidegate.sim.net.Station;

/// Other boards in the same access point that have a TCP/IP of their own: what is for them goes to
/// them, as it is.
final class Neighbours {
  private final Station station;
  private final Frames frames;
  private final Counts counts;
  private final Runnable wake;
  private AirPackets air;

  Neighbours(Station station, Frames frames, Counts counts, Runnable wake) {
    this.station = station;
    this.frames = frames;
    this.counts = counts;
    this.wake = wake;
  }

  /// From now on the guest is one of them.
  void begin() {
    air = station.packets(wake, () -> counts.add(Count.NEIGHBOUR_FULL));
  }

  void clear() {
    if (air != null) {
      air.close();
      air = null;
    }
  }

  /// Whether the machine of this address speaks for itself.
  boolean has(String address) {
    return air != null && air.reaches(address);
  }

  /// Whether it was for one of them, and for nobody else.
  boolean take(Packet packet) {
    if (air == null) {
      return false;
    }
    String target = Octets.text(packet.target());
    if (air.reaches(target)) {
      counts.add(Count.TO_NEIGHBOUR);
      air.send(target, packet.whole());
      return true;
    }
    if (Octets.isGroup(packet.target()) || (packet.target() & 0xFF) == 0xFF) {
      air.sendToAll(packet.whole());
    }
    return false;
  }

  void run() {
    if (air == null) {
      return;
    }
    for (byte[] next = air.next(); next != null; next = air.next()) {
      frames.packet(next);
    }
  }
}
