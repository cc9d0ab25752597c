package io.tidegate.sim.lx106.board;

import io.tidegate.sim.net.AccessPoint;
import io.tidegate.sim.net.Station;
import io.tidegate.sim.net.Tcp;
import io.tidegate.sim.net.WifiStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What there is to tell a person of a board's WiFi: whether it is in, and why not, and which
/// machines its program reaches. What has not changed is not told again.
final class WifiNews {
  private static final int PLACES = 64;

  private record Call(String place, Tcp tcp) {}

  private final Station station;
  private final List<Call> calls = new ArrayList<>();

  /// How the last call of each place ended; empty for well.
  private final Map<String, String> ends = new HashMap<>();

  private String address = "";

  /// Why it was not let in, as told last; since then it was never in.
  private WifiStatus refused = WifiStatus.IDLE;

  WifiNews(Station station) {
    this.station = station;
  }

  /// The board begins anew: that its WiFi is gone with it needs no words.
  void reset() {
    calls.clear();
    address = "";
    refused = WifiStatus.IDLE;
  }

  /// The program calls somebody.
  void calls(String host, int port, Tcp tcp) {
    AccessPoint through = station.accessPoint();
    if (through != null && calls.size() < PLACES) {
      calls.add(new Call(through.leadsTo(host, port), tcp));
    }
  }

  /// What is new since this was last asked.
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    joined(lines);
    if (!calls.isEmpty()) {
      calls.removeIf(call -> over(call, lines));
    }
    return lines;
  }

  private void joined(List<String> lines) {
    String now = station.address();
    if (!now.equals(address)) {
      lines.add(now.isEmpty() ? "WiFi: out" : "WiFi: in, with the address " + now);
      address = now;
      refused = WifiStatus.IDLE;
    }
    WifiStatus since = station.status();
    String why =
        switch (since) {
          case NO_SSID_AVAILABLE -> "WiFi: the network it looks for is not there";
          case WRONG_PASSWORD -> "WiFi: not let in, the password is wrong";
          default -> "";
        };
    if (!why.isEmpty() && since != refused) {
      refused = since;
      lines.add(why);
    }
  }

  private boolean over(Call call, List<String> lines) {
    Tcp.State state = call.tcp.state();
    if (state == Tcp.State.CONNECTING) {
      return false;
    }
    String end = state == Tcp.State.CLOSED ? call.tcp.words() : "";
    boolean known = end.equals(ends.get(call.place));
    boolean room = ends.size() < PLACES || ends.containsKey(call.place);
    if (!known && room && (state != Tcp.State.CLOSED || !end.isEmpty())) {
      ends.put(call.place, end);
      lines.add(
          end.isEmpty()
              ? "connected to " + call.place
              : "not connected to " + call.place + ": " + end);
    }
    return true;
  }
}
