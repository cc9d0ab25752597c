package io.tidegate.sim.net;

/// A question to the name server of the access point, asked again when no answer comes.
final class AirLookup {
  private static final long SECOND = 1_000_000_000;
  private static final int MOST_TRIES = 4;

  private final Station station;
  private final String host;
  private final int forPort;
  private final Lookup result;
  private int tries;

  AirLookup(Station station, String host, int forPort, Runnable changed) {
    this.station = station;
    this.host = host;
    this.forPort = forPort;
    this.result = new Lookup(changed);
  }

  Lookup begin() {
    ask();
    return result;
  }

  private void ask() {
    int mine = ++tries;
    station.later(transitNanos(), () -> asked(mine));
    station.later(mine * SECOND, () -> unanswered(mine));
  }

  private void unanswered(int which) {
    if (!result.over() && which == tries) {
      if (which == MOST_TRIES) {
        result.end("", "no name server has answered");
      } else {
        ask();
      }
    }
  }

  private void asked(int which) {
    Network uplink = station.uplink();
    if (uplink == null || station.reception().loses(station.random())) {
      return;
    }
    if (station.accessPoint().knowsTime(host) && !uplink.leads(host, AirUdp.TIME_PORT)) {
      answer(which, Lookup.found(AccessPoint.OWN_ADDRESS));
      return;
    }
    Station named = station.accessPoint().named(host);
    if (named != null && !uplink.leads(host, forPort)) {
      answer(which, Lookup.found(named.address()));
      return;
    }
    Lookup[] far = new Lookup[1];
    far[0] = uplink.lookup(host, forPort, () -> station.later(0, () -> answer(which, far[0])));
    if (far[0].over()) {
      answer(which, far[0]);
    }
  }

  private void answer(int which, Lookup far) {
    if (which == tries && !station.reception().loses(station.random())) {
      station.later(transitNanos(), () -> answered(far));
    }
  }

  private void answered(Lookup far) {
    if (station.uplink() != null) {
      result.end(far.address(), far.words());
    }
  }

  private long transitNanos() {
    return station.reception().transitNanos(station.random());
  }
}
