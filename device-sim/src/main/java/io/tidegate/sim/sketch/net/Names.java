package io.tidegate.sim.sketch.net;

import io.tidegate.sim.net.Lookup;
import io.tidegate.sim.net.Station;
import io.tidegate.sim.sketch.In;
import io.tidegate.sim.sketch.Out;
import io.tidegate.sim.sketch.SketchLink;
import io.tidegate.sim.sketch.WireFault;
import java.util.HashMap;
import java.util.Map;

/// Addresses of names.
final class Names {
  private static final int MOST_LOOKUPS = 16;

  private final Station station;
  private final SketchLink link;
  private final Runnable changed;
  private final Map<Long, Lookup> lookups = new HashMap<>();

  Names(Station station, SketchLink link, Runnable changed) {
    this.station = station;
    this.link = link;
    this.changed = changed;
  }

  boolean message(int kind, In in) {
    if (kind != NetKinds.LOOKUP) {
      return false;
    }
    lookup(in.u32(), in.text(), in.u16());
    return true;
  }

  void run() {
    lookups
        .entrySet()
        .removeIf(
            each -> {
              if (each.getValue().over()) {
                tell(each.getKey(), each.getValue());
              }
              return each.getValue().over();
            });
  }

  private void lookup(long id, String host, int forPort) {
    if (lookups.size() == MOST_LOOKUPS || lookups.containsKey(id)) {
      throw new WireFault(
          "expected at most " + MOST_LOOKUPS + " lookups, each with its own number");
    }
    lookups.put(id, station.lookup(host, forPort, changed));
  }

  private void tell(long id, Lookup lookup) {
    link.event(new Out(NetKinds.LOOKED_UP).u32(id).u32(Ipv4.of(lookup.address())));
  }
}
