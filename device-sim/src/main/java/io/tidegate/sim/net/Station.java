package io.tidegate.sim.net;

import io.tidegate.sim.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// A board's WiFi, as its sketch sees it. It looks for its network by itself until it is in, and
/// again when it was lost, as an ESP8266 does unless it is told otherwise.
///
/// How long things take is drawn between limits that stand in FACTS.md.
public final class Station implements Network {
  /// `WiFi.RSSI()` of a station that is in no network.
  public static final int NO_RSSI = 31;

  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1_000 * MILLI;

  /// How long a silent access point is waited for.
  static final long BEACONS_MISSED_NANOS = 8_500 * MILLI;

  private static final int MOST_DHCP_DOUBLINGS = 5;
  private static final long MOST_DHCP_SECONDS = 60;

  // for its whole life
  private final World world;
  private final List<AccessPoint> around;
  private final SplittableRandom random;
  private final World.Turn turn;
  private final Happenings happened = new Happenings();
  private final Lodgers lodgers = new Lodgers();
  private final Inside inside = new Inside(this, lodgers);
  private Runnable changed = () -> {};

  /// Null: as the access point has it.
  private Reception own;

  // since begin()
  private final List<AirTcp> open = new ArrayList<>();
  private Phase phase = Phase.OFF;
  private WifiStatus status = WifiStatus.IDLE;
  private String ssid = "";
  private String password = "";
  private boolean comesBack = true;
  private String ownAddress = "";
  private Network beside;
  private AccessPoint joined;
  private String address = "";
  private int dhcpTries;
  private long dueNanos = Long.MAX_VALUE;
  private long silentSinceNanos = Long.MAX_VALUE;

  /// `around`: all there is within reach, also when it is off at the time.
  public Station(World world, List<AccessPoint> around) {
    this.world = world;
    this.around = List.copyOf(around);
    this.random = world.chance();
    this.turn = world.add(this::run);
  }

  /// What is to be done when its status or a connection has changed: wake the board.
  public void whenChanged(Runnable wanted) {
    changed = wanted;
  }

  /// Something that goes through it has changed.
  public void tellChanged() {
    changed.run();
  }

  /// This board hears and is heard so, whatever the access point's [AccessPoint#reception]; null
  /// ends that.
  public void reception(Reception wanted) {
    own = wanted;
  }

  /// `WiFi.begin()`.
  public void begin(String wantedSsid, String wantedPassword) {
    leave();
    ssid = wantedSsid;
    password = wantedPassword;
    status = WifiStatus.DISCONNECTED;
    scan(between(200, 2_200));
  }

  /// `WiFi.disconnect()`: it does not look for a network any more.
  public void disconnect() {
    if (joined != null) {
      happened.add(Happening.Kind.LEFT, Happening.OWN_WISH);
    }
    leave();
    phase = Phase.OFF;
    status = WifiStatus.DISCONNECTED;
    dueNanos = Long.MAX_VALUE;
  }

  /// `WiFi.setAutoReconnect()`: whether it looks for its network again after it was lost or not let
  /// in.
  public void comesBack(boolean wanted) {
    comesBack = wanted;
  }

  /// `WiFi.softAP()`: it is an access point itself, and while it is in no other network, who is in
  /// this one can reach it; null ends that.
  public void ownNetwork(Network wanted) {
    beside = wanted;
    if (phase != Phase.UP) {
      lodgers.beside(beside);
    }
  }

  /// From the next time on it asks nobody for an address and takes this one; empty ends that.
  public void ownAddress(String wanted) {
    ownAddress = wanted;
  }

  /// While it waits to ask again for an address, it asks now.
  public void asksForAddress() {
    if (phase == Phase.ASKING_FOR_ADDRESS && dhcpTries > 0) {
      dueNanos = world.nowNanos();
      turn.wake(dueNanos);
    }
  }

  /// A reset or a loss of power: as if it had never begun.
  public void reset() {
    disconnect();
    beside = null;
    lodgers.clear();
    happened.clear();
    status = WifiStatus.IDLE;
    comesBack = true;
    ownAddress = "";
  }

  /// From now on what happens is kept for [#nextHappening].
  public void tellHappenings() {
    happened.keep();
  }

  /// The next of what has happened, null for nothing.
  public Happening nextHappening() {
    return happened.next();
  }

  /// The one whose network it is in, or null.
  public AccessPoint accessPoint() {
    return joined;
  }

  /// Looks round for all networks that there are.
  public Survey survey(Runnable whenOver) {
    Survey survey = new Survey();
    later(Survey.TAKES_NANOS, () -> survey.end(around, whenOver));
    return survey;
  }

  public WifiStatus status() {
    return status;
  }

  /// In dBm; [#NO_RSSI] in no network.
  public int rssi() {
    return joined == null ? NO_RSSI : reception().measuredDbm(random);
  }

  /// Empty without one.
  public String address() {
    return address;
  }

  /// Through the access point. Without an address of its own it cannot: the connection is closed
  /// from the beginning.
  @Override
  public Tcp connect(String host, int port, Runnable wake) {
    AirTcp fresh = new AirTcp(this, host, port, wake);
    open.add(fresh);
    fresh.begin(phase == Phase.UP);
    return fresh;
  }

  /// By the name server of the access point; without an address of its own it cannot ask.
  @Override
  public Lookup lookup(String host, int forPort, Runnable wake) {
    if (phase != Phase.UP) {
      return Lookup.failed("there is no WiFi");
    }
    return new AirLookup(this, host, forPort, wake).begin();
  }

  /// At its own address, whichever it has at the time; it may begin before it has one.
  public Listener listen(int port, Runnable wake) {
    return lodgers.add(new AirListener(this, port, false, wake));
  }

  /// Its side of what goes to and fro between boards of one access point.
  public Inside inside() {
    return inside;
  }

  /// The same for datagrams.
  public Udp udp(int port, Runnable wake) {
    return lodgers.add(new AirUdp(this, port, wake));
  }

  /// The same for packets of its neighbours; `dropped` is told of each that finds no room.
  public AirPackets packets(Runnable wake, Runnable dropped) {
    return lodgers.add(new AirPackets(this, wake, dropped));
  }

  /// Its access point throws it out, with a word. Nothing happens to one that is not in.
  public void kicked() {
    if (joined != null) {
      lost(Happening.THROWN_OUT);
      turn.wake(dueNanos);
      changed.run();
    }
  }

  // for the access point and the connections

  World world() {
    return world;
  }

  RandomGenerator random() {
    return random;
  }

  List<AccessPoint> around() {
    return around;
  }

  /// The network behind the air, or null when nothing passes at this moment.
  Network uplink() {
    if (phase != Phase.UP) {
      return beside;
    }
    return joined.isOn() ? joined.uplink() : null;
  }

  Reception reception() {
    Reception there = joined == null ? Reception.GOOD : joined.reception();
    return own == null ? there : own;
  }

  void closed(AirTcp connection) {
    open.remove(connection);
  }

  /// One that is not open yet.
  AirTcp guest(Runnable wake) {
    return new AirTcp(this, "", 0, wake);
  }

  void opened(AirTcp connection) {
    open.add(connection);
  }

  void leaves(Lodger lodger) {
    lodgers.remove(lodger);
  }

  void later(long nanos, Runnable what) {
    world.at(world.nowNanos() + nanos, what);
  }

  /// The access point is not what it was.
  void look() {
    boolean heard = joined.isOn();
    silentSinceNanos = heard ? Long.MAX_VALUE : Math.min(silentSinceNanos, world.nowNanos());
    turn.wake(silentSinceNanos == Long.MAX_VALUE ? world.nowNanos() : lostNanos());
  }

  private long run(long nowNanos) {
    WifiStatus before = status;
    if (nowNanos >= lostNanos()) {
      lost(Happening.NO_BEACONS);
    } else if (nowNanos >= dueNanos) {
      switch (phase) {
        case SCANNING -> scanned();
        case JOINING -> joinedOrNot();
        case ASKING_FOR_ADDRESS -> addressed();
        case OFF, UP -> dueNanos = Long.MAX_VALUE;
      }
    }
    if (status != before || happened.any()) {
      changed.run();
    }
    return Math.min(dueNanos, lostNanos());
  }

  private long lostNanos() {
    boolean heard = silentSinceNanos == Long.MAX_VALUE;
    return heard ? Long.MAX_VALUE : silentSinceNanos + BEACONS_MISSED_NANOS;
  }

  private void scan(long afterNanos) {
    phase = Phase.SCANNING;
    dueNanos = world.nowNanos() + afterNanos;
    turn.wake(dueNanos);
  }

  private void scanned() {
    AccessPoint best = AccessPoint.best(around, ssid);
    if (best == null) {
      status = WifiStatus.NO_SSID_AVAILABLE;
      outside(Happening.NOT_FOUND, between(2_000, 3_000));
      return;
    }
    joined = best;
    best.join(this);
    phase = Phase.JOINING;
    // one that is refused waits for an answer that never comes
    dueNanos = world.nowNanos() + (best.lets(password) ? between(100, 800) : between(3_000, 5_000));
  }

  private void joinedOrNot() {
    if (!joined.isOn()) {
      leave();
      outside(Happening.NOT_JOINED, between(500, 2_500));
    } else if (!joined.lets(password)) {
      leave();
      status = WifiStatus.WRONG_PASSWORD;
      outside(Happening.NO_HANDSHAKE, between(1_000, 3_000));
    } else if (reception().loses(random)) {
      leave();
      status = WifiStatus.CONNECT_FAILED;
      outside(Happening.NOT_JOINED, between(500, 2_500));
    } else {
      happened.add(Happening.Kind.JOINED, 0);
      phase = Phase.ASKING_FOR_ADDRESS;
      status = WifiStatus.DISCONNECTED;
      dhcpTries = 0;
      dueNanos = world.nowNanos() + between(100, 1_500);
    }
  }

  /// Asks again after 2, 4, 8, 16, 32 and then every 60 seconds.
  private void addressed() {
    boolean heard = joined.isOn() && !reception().loses(random);
    String given = ownAddress;
    if (given.isEmpty()) {
      given = heard ? joined.address(this) : null;
    }
    if (given == null) {
      if (dhcpTries == MOST_DHCP_DOUBLINGS) {
        happened.add(Happening.Kind.NO_ADDRESS, 0);
      }
      long waitSeconds = dhcpTries < MOST_DHCP_DOUBLINGS ? 2L << dhcpTries : MOST_DHCP_SECONDS;
      dhcpTries++;
      dueNanos = world.nowNanos() + waitSeconds * SECOND;
      return;
    }
    address = given;
    phase = Phase.UP;
    status = WifiStatus.CONNECTED;
    dueNanos = Long.MAX_VALUE;
    happened.add(Happening.Kind.GOT_ADDRESS, 0);
    lodgers.move(joined.uplink(), address);
  }

  private void lost(int why) {
    leave();
    status = WifiStatus.DISCONNECTED;
    outside(why, between(500, 2_500));
  }

  private void outside(int why, long againAfterNanos) {
    happened.add(Happening.Kind.LEFT, why);
    if (comesBack) {
      scan(againAfterNanos);
    } else {
      phase = Phase.OFF;
      dueNanos = Long.MAX_VALUE;
    }
  }

  /// Its address is gone, and with it the connections from there.
  private void leave() {
    lodgers.beside(beside);
    if (joined != null) {
      joined.leave(this);
      joined = null;
    }
    address = "";
    silentSinceNanos = Long.MAX_VALUE;
    List.copyOf(open).forEach(each -> each.lost("the WiFi was lost"));
  }

  private long between(long leastMillis, long mostMillis) {
    return random.nextLong(leastMillis * MILLI, mostMillis * MILLI);
  }
}
