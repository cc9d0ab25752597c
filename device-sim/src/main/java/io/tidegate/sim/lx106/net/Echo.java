package io.tidegate.sim.lx106.net;

import io.tidegate.sim.net.Air;
import io.tidegate.sim.net.Station;

/// ICMP's echo, which comes back from every address, over the air and back: RFC 792.
final class Echo {
  private static final int MOST_UNDER_WAY = 16;
  private static final int HEADER = 8;
  private static final int REQUEST = 8;

  private final Station station;
  private final Frames frames;
  private final Counts counts;
  private final Runnable wake;
  private int underWay;

  Echo(Station station, Frames frames, Counts counts, Runnable wake) {
    this.station = station;
    this.frames = frames;
    this.counts = counts;
    this.wake = wake;
  }

  void fromGuest(Packet packet) {
    if (packet.length() < HEADER
        || Octets.complement(Octets.sum(packet.frame(), packet.offset(), packet.length(), 0))
            != 0) {
      counts.add(Count.DAMAGED);
      return;
    }
    if (packet.u8(0) != REQUEST || packet.u8(1) != 0 || !Octets.isMachine(packet.target())) {
      return;
    }
    if (underWay == MOST_UNDER_WAY) {
      counts.add(Count.ECHO_FULL);
      return;
    }
    byte[] frame = frames.packet(Packet.ICMP, packet.target(), packet.source(), packet.length());
    int at = Packet.START + Packet.HEADER_BYTES;
    System.arraycopy(packet.frame(), packet.offset(), frame, at, packet.length());
    frame[at] = 0;
    Octets.put16(frame, at + 2, 0);
    Octets.put16(frame, at + 2, Octets.complement(Octets.sum(frame, at, packet.length(), 0)));
    underWay++;
    overAir(() -> overAir(() -> back(frame)));
  }

  private void overAir(Runnable then) {
    if (!Air.carry(station, then)) {
      underWay--;
    }
  }

  private void back(byte[] frame) {
    underWay--;
    frames.send(frame);
    wake.run();
  }
}
