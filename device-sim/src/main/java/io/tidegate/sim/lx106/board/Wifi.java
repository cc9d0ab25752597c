package io.tidegate.sim.lx106.board;

import io.tidegate.sim.lx106.chip.Esp8266;
import io.tidegate.sim.lx106.image.Image;
import io.tidegate.sim.lx106.image.Sdk;
import io.tidegate.sim.lx106.net.Doors;
import io.tidegate.sim.lx106.net.Relay;
import io.tidegate.sim.lx106.radio.Radio;
import io.tidegate.sim.lx106.rom.Rom;
import io.tidegate.sim.net.Station;
import java.util.Set;
import java.util.SplittableRandom;

/// The image's WiFi: the radio that its SDK finds, and what becomes of the frames that it sends.
final class Wifi {
  /// Where a web server and the Arduino core's OTA wait, and which port every name is looked up
  /// for.
  private static final Doors DOORS = new Doors(Set.of(80), Set.of(8266), 1883);

  private final Radio radio;
  private final Relay relay;
  private final Esp8266 chip;
  private long dueNanos;

  /// `woken`: there is something to do before [#run] said.
  Wifi(Image image, Sdk sdk, Esp8266 chip, Rom rom, Station station, byte[] mac, Runnable woken) {
    this.chip = chip;
    relay =
        new Relay(
            station,
            mac,
            DOORS,
            new SplittableRandom(java.util.Arrays.hashCode(mac)),
            () -> {
              dueNanos = 0;
              woken.run();
            });
    radio = new Radio(image, sdk, chip, rom, station, this::fromGuest);
    station.whenChanged(
        () -> {
          radio.changed();
          woken.run();
        });
  }

  private void fromGuest(byte[] frame, int length) {
    relay.fromGuest(frame, length, Time.nanos(chip.cycles()));
    dueNanos = 0;
  }

  /// The chip begins anew, or has lost its power.
  void reset() {
    radio.reset();
    relay.reset();
    dueNanos = 0;
  }

  /// Does what is due; when it wants to be run again.
  long run(long nowNanos) {
    if (dueNanos <= nowNanos) {
      dueNanos = relay.run(nowNanos, radio::toGuest);
    }
    return dueNanos;
  }
}
