package io.tidegate.sim.net;

import java.util.ArrayList;
import java.util.List;

/// A WiFi router: a name, a password, addresses to give out and a way further. What is set holds
/// from then on, also for stations that have joined already.
public final class AccessPoint {
  private static final int MOST_NAME = 32;
  private static final int MOST_PASSWORD = 64;

  private final String ssid;
  private final Network uplink;
  private final List<Station> joined = new ArrayList<>();
  private String password;
  private Reception reception = Reception.GOOD;
  private boolean on = true;
  private boolean dhcp = true;
  private int addresses;

  /// An empty password lets everybody in.
  public AccessPoint(String ssid, String password, Network uplink) {
    if (ssid.isEmpty() || ssid.length() > MOST_NAME) {
      throw new IllegalArgumentException(
          "ssid: expected 1 to " + MOST_NAME + " characters, got \"" + ssid + "\"");
    }
    this.ssid = ssid;
    this.uplink = uplink;
    password(password);
  }

  public String ssid() {
    return ssid;
  }

  public boolean isOn() {
    return on;
  }

  public Reception reception() {
    return reception;
  }

  /// Off, it is gone without a word: stations notice when they have missed it for a while.
  public void on(boolean wanted) {
    on = wanted;
    tell();
  }

  /// Throws every station out, with a word: they notice at once, and come back.
  public void kick() {
    List.copyOf(joined).forEach(Station::kicked);
  }

  public void reception(Reception wanted) {
    reception = wanted;
    tell();
  }

  /// From now on this is asked of those who join; who is in stays.
  public void password(String wanted) {
    if (wanted.length() > MOST_PASSWORD) {
      throw new IllegalArgumentException(
          "password: expected at most " + MOST_PASSWORD + " characters, got " + wanted.length());
    }
    password = wanted;
  }

  /// Whether it gives out addresses; who has one keeps it.
  public void dhcp(boolean works) {
    dhcp = works;
  }

  boolean lets(String given) {
    return password.isEmpty() || password.equals(given);
  }

  void join(Station station) {
    joined.add(station);
  }

  void leave(Station station) {
    joined.remove(station);
  }

  /// An address for a station, or null.
  String address() {
    return dhcp ? "192.168.1." + (2 + addresses++ % 250) : null;
  }

  Network uplink() {
    return uplink;
  }

  private void tell() {
    List.copyOf(joined).forEach(Station::look);
  }
}
