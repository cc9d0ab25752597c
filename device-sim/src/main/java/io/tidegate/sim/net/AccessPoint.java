package io.tidegate.sim.net;

import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;

/// A WiFi router: a name, a password, addresses to give out and a way further. What is set holds
/// from then on, also for stations that have joined already.
public final class AccessPoint {
  private static final int MOST_NAME = 32;
  private static final int MOST_PASSWORD = 64;
  private static final int ADDRESSES = 250;
  private static final String LOCAL = ".local";

  /// Its own in the network that it makes.
  public static final String OWN_ADDRESS = "192.168.1.1";

  private final String ssid;
  private final Network uplink;
  private final List<Station> joined = new ArrayList<>();

  /// The address that each had last.
  private final Map<Station, String> leases = new IdentityHashMap<>();

  /// Those in it that take packets as they are, by their addresses.
  private final Map<String, AirPackets> machines = new LinkedHashMap<>();

  /// Whose frames of 802.11 are heard here, whatever network they are in.
  private final List<AirFrames> inReach = new ArrayList<>();

  private String password;
  private Reception reception = Reception.GOOD;
  private boolean anyName;
  private boolean on = true;
  private boolean dhcp = true;
  private int addresses;

  /// Milliseconds since 1970, or null: then it knows no time.
  private LongSupplier clock;

  /// An empty password lets everybody in.
  public AccessPoint(String ssid, String password, Network uplink) {
    check(ssid, password);
    this.ssid = ssid;
    this.uplink = uplink;
    password(password);
  }

  /// Throws when there can be none of this name and password.
  public static void check(String ssid, String password) {
    if (ssid.isEmpty() || ssid.length() > MOST_NAME) {
      throw new IllegalArgumentException(
          "ssid: expected 1 to " + MOST_NAME + " characters, got \"" + ssid + "\"");
    }
    if (password.length() > MOST_PASSWORD) {
      throw new IllegalArgumentException(
          "password: expected at most " + MOST_PASSWORD + " characters, got " + password.length());
    }
  }

  /// One that is whatever name somebody looks for, and lets everybody in.
  public static AccessPoint ofAnyName(Network uplink) {
    AccessPoint accessPoint = new AccessPoint("any-name", "", uplink);
    accessPoint.anyName = true;
    return accessPoint;
  }

  /// The one of this name that is heard best; null for none.
  static AccessPoint best(List<AccessPoint> around, String name) {
    AccessPoint best = null;
    for (AccessPoint each : around) {
      if (each.isOn()
          && each.isCalled(name)
          && (best == null || each.reception().rssiDbm() > best.reception().rssiDbm())) {
        best = each;
      }
    }
    return best;
  }

  private boolean isCalled(String name) {
    return anyName || ssid.equals(name);
  }

  public String ssid() {
    return ssid;
  }

  /// Where a connection through it ends, for a person.
  public String leadsTo(String host, int port) {
    return uplink.leadsTo(host, port);
  }

  public boolean isOn() {
    return on;
  }

  /// Without a password.
  public boolean isOpen() {
    return password.isEmpty();
  }

  /// Its hardware address, by its name; one that no maker has.
  public byte[] bssid() {
    int hash = ssid.hashCode();
    return new byte[] {
      0x02, 0x54, (byte) (hash >> 24), (byte) (hash >> 16), (byte) (hash >> 8), (byte) hash
    };
  }

  /// 1, 6 or 11, by its name.
  public int channel() {
    return 1 + 5 * Math.floorMod(ssid.hashCode(), 3);
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
    check(ssid, wanted);
    password = wanted;
  }

  /// Whether it gives out addresses; who has one keeps it.
  public void dhcp(boolean works) {
    dhcp = works;
  }

  /// It answers who asks for the time, whomever in the world he asks, by this clock; null ends
  /// that.
  public void clock(LongSupplier unixMillis) {
    clock = unixMillis;
  }

  /// Whether it answers itself for a name that looks like that of a time server.
  boolean knowsTime(String host) {
    return clock != null && (host.contains("ntp") || host.startsWith("time"));
  }

  /// The answer to a question for the time, null when there is none.
  byte[] time(byte[] question) {
    return clock == null ? null : TimeAnswer.to(question, clock.getAsLong());
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

  /// An address for a station, one that nobody has who is in, its last one if it may be; or null.
  String address(Station station) {
    if (!dhcp) {
      return null;
    }
    String given = leases.getOrDefault(station, OWN_ADDRESS);
    for (int i = 0; i < ADDRESSES && (given.equals(OWN_ADDRESS) || isTaken(given)); i++) {
      given = nextAddress();
    }
    leases.put(station, given);
    return given;
  }

  private String nextAddress() {
    return "192.168.1." + (2 + addresses++ % ADDRESSES);
  }

  private boolean isTaken(String address) {
    return joined.stream().anyMatch(each -> each.address().equals(address));
  }

  /// Who is in it under this address, or null.
  Station station(String address) {
    return joined.stream().filter(each -> each.address().equals(address)).findFirst().orElse(null);
  }

  /// Who is in it under this name, such as `garden` or `garden.local`, or null.
  Station named(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    String bare = name.endsWith(LOCAL) ? name.substring(0, name.length() - LOCAL.length()) : name;
    return joined.stream()
        .filter(each -> !each.address().isEmpty() && each.inside().name().equals(bare))
        .findFirst()
        .orElse(null);
  }

  /// It has given this address to somebody.
  boolean hasGiven(String address) {
    return leases.containsValue(address);
  }

  void settles(String address, AirPackets machine) {
    machines.put(address, machine);
  }

  void moves(String address, AirPackets machine) {
    machines.remove(address, machine);
  }

  /// Null for none.
  AirPackets machine(String address) {
    return machines.get(address);
  }

  Collection<AirPackets> machines() {
    return machines.values();
  }

  /// Whoever is in reach of it is in reach of each other; also while it is off.
  List<AirFrames> inReach() {
    return inReach;
  }

  Network uplink() {
    return uplink;
  }

  private void tell() {
    List.copyOf(joined).forEach(Station::look);
  }
}
