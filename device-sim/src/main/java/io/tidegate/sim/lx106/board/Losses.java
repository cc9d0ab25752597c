package io.tidegate.sim.lx106.board;

import io.tidegate.sim.lx106.chip.Esp8266;
import io.tidegate.sim.lx106.net.Count;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// What did not get through to a program or out of it, for want of room or sense.
final class Losses {
  private static final Set<Count> NONE =
      EnumSet.of(Count.FROM_GUEST, Count.TO_GUEST, Count.TO_NEIGHBOUR);

  private final Esp8266 chip;
  private final Wifi wifi;
  private boolean told;

  /// `wifi` is null where there is none.
  Losses(Esp8266 chip, Wifi wifi) {
    this.chip = chip;
    this.wifi = wifi;
  }

  /// In words, unless they were told before.
  List<String> once() {
    List<String> losses = told ? List.of() : all();
    told |= !losses.isEmpty();
    return losses;
  }

  private List<String> all() {
    List<String> losses = new ArrayList<>();
    if (chip.lost(0) > 0) {
      losses.add(chip.lost(0) + " bytes came on the serial line and found no room");
    }
    if (wifi == null) {
      return losses;
    }
    if (wifi.lost() > 0) {
      losses.add(wifi.lost() + " frames for the program found no room in it");
    }
    for (Count each : Count.values()) {
      if (!NONE.contains(each) && wifi.count(each) > 0) {
        losses.add(wifi.count(each) + " " + each.words());
      }
    }
    return losses;
  }
}
