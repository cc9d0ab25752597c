package io.tidegate.sim.sketch.net;

import io.tidegate.sim.net.AccessPoint;
import io.tidegate.sim.net.Happening;
import io.tidegate.sim.net.Network;
import io.tidegate.sim.net.Station;
import io.tidegate.sim.net.Survey;
import io.tidegate.sim.net.WifiStatus;
import io.tidegate.sim.sketch.In;
import io.tidegate.sim.sketch.Out;
import io.tidegate.sim.sketch.Reply;
import io.tidegate.sim.sketch.SketchLink;

/// `WiFi` itself: joining, status, events, and a look round.
final class Radio {
  private static final int BSSID_BYTES = 6;
  private static final int MOST_NETWORKS = 255;

  /// What the sketch has been told.
  private record Told(WifiStatus status, String address, AccessPoint accessPoint) {
    boolean isAsNow(Station station) {
      return status == station.status()
          && address.equals(station.address())
          && accessPoint == station.accessPoint();
    }
  }

  private final Station station;
  private final SavedWifi saved;
  private final SketchLink link;
  private final Runnable changed;
  private final Network beside;
  private Told told;
  private Survey survey;

  /// `beside`: who can join the board's own network is there; null for nobody.
  Radio(Station station, Network beside, SavedWifi saved, SketchLink link, Runnable changed) {
    this.beside = beside;
    this.station = station;
    this.saved = saved;
    this.link = link;
    this.changed = changed;
  }

  boolean message(int kind, In in, Reply reply) {
    switch (kind) {
      case NetKinds.WIFI_BEGIN -> station.begin(in.text(), in.text());
      case NetKinds.WIFI_END -> station.disconnect();
      case NetKinds.WIFI_RSSI -> reply.answer(Reply.out().i32(station.rssi()));
      case NetKinds.WIFI_SETTINGS -> settings(in);
      case NetKinds.WIFI_SAVED ->
          reply.answer(Reply.out().text(saved.ssid()).text(saved.password()));
      case NetKinds.WIFI_SAVE -> saved.save(in.text(), in.text());
      case NetKinds.SURVEY -> survey = station.survey(changed);
      default -> {
        return false;
      }
    }
    return true;
  }

  /// Tells what has changed.
  void run() {
    tellState();
    for (Happening each = station.nextHappening(); each != null; each = station.nextHappening()) {
      link.event(new Out(NetKinds.WIFI_HAPPENED).u8(each.kind().ordinal()).u8(each.reason()));
    }
    if (survey != null && survey.over()) {
      tellSurvey();
      survey = null;
    }
  }

  private void settings(In in) {
    station.comesBack(in.bool());
    long own = in.u32();
    station.ownAddress(own == 0 ? "" : Ipv4.text(own));
    station.ownNetwork(in.bool() ? beside : null);
  }

  private void tellState() {
    if (told != null && told.isAsNow(station)) {
      return;
    }
    told = new Told(station.status(), station.address(), station.accessPoint());
    AccessPoint in = told.accessPoint;
    link.event(
        new Out(NetKinds.WIFI_STATE)
            .u8(told.status.code())
            .u32(Ipv4.of(told.address))
            .u32(Ipv4.of(AccessPoint.OWN_ADDRESS))
            .text(in == null ? "" : in.ssid())
            .raw(in == null ? new byte[BSSID_BYTES] : in.bssid(), BSSID_BYTES)
            .u8(in == null ? 0 : in.channel()));
  }

  private void tellSurvey() {
    int count = Math.min(MOST_NETWORKS, survey.heard().size());
    Out out = new Out(NetKinds.SURVEYED).u8(count);
    for (Survey.Heard each : survey.heard().subList(0, count)) {
      AccessPoint network = each.accessPoint();
      out.text(network.ssid())
          .raw(network.bssid(), BSSID_BYTES)
          .u8(network.channel())
          .i32(each.rssiDbm())
          .bool(network.isOpen());
    }
    link.event(out);
  }
}
