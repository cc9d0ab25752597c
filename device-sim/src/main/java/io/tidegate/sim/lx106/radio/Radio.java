package io.tidegate.sim.lx106.radio;

import io.tidegate.sim.lx106.chip.Esp8266;
import io.tidegate.sim.lx106.core.Processor;
import io.tidegate.sim.lx106.image.Image;
import io.tidegate.sim.lx106.image.Sdk;
import io.tidegate.sim.lx106.rom.Rom;
import io.tidegate.sim.net.AccessPoint;
import io.tidegate.sim.net.Happening;
import io.tidegate.sim.net.Station;
import java.util.List;
import java.util.function.IntConsumer;

/// A station's radio, as the SDK in an image uses it. What has happened to the station is told to
/// the program at the head of its run loop, one thing after the other.
public final class Radio {
  /// What frames go to.
  public interface Ether {
    /// The program has sent this; it is the receiver's from now on.
    void fromGuest(byte[] frame, int length);
  }

  /// Of the SDK's functions, those that would turn to the radio itself.
  private static final List<String> NOTHING =
      List.of("chip_v6_rf_init", "chip_v6_initialize_bb", "chip_v6_set_chan", "RFChannelSel");

  // frames of 802.11: leaving, and being thrown out
  private static final int DISASSOCIATE = 0xa0;
  private static final int DEAUTHENTICATE = 0xc0;

  // arguments of ieee80211_sta_new_state
  private static final int TO_IDLE = 0;
  private static final int TO_AUTHENTICATE = 2;
  private static final int NO_BEACONS = 1;
  private static final int OWN_WISH = 0;

  /// What the SDK's functions give when they cannot send.
  private static final int NOT_SENT = 1;

  private static final int BSSID_BYTES = 6;
  private static final int WORDS_FOR_CALLS = 16;

  private enum Phase {
    OFF,
    LOOKING,
    IN
  }

  private final Image image;
  private final Processor processor;
  private final Rom rom;
  private final Station station;
  private final Ether ether;
  private final Guest guest;
  private final Frames frames;
  private final Scan scan;
  private final OwnNetwork own;
  private final EspNow espNow;
  private final Transmitted transmitted;
  private final Lacks lacks = new Lacks();
  private Phase phase = Phase.OFF;
  private int profile;
  private String ssid = "";
  private String password = "";

  /// Of the access point that it was in last; nobody's before the first.
  private byte[] bssid = new byte[BSSID_BYTES];

  private int channel = 1;

  /// Memory of the program in which an access point is noted; 0 as long as there is none.
  private int node;

  /// It is in a network and wants into another.
  private boolean moves;

  /// What comes out of a call of ours is not the program's wish.
  private boolean inCall;

  /// `sdk` has to be one that [works][Sdk#works()]; `visitor` comes into the program's own network.
  public Radio(
      Image image, Sdk sdk, Esp8266 chip, Rom rom, Station station, Ether ether, Visitor visitor) {
    if (!sdk.works()) {
      throw new IllegalArgumentException("no WiFi, for these are missing: " + sdk.missing());
    }
    this.image = image;
    this.rom = rom;
    this.station = station;
    this.ether = ether;
    processor = chip.processor();
    guest = new Guest(image, sdk.layout(), chip.memory());
    frames = new Frames(image, rom, chip.memory(), 0, guest::networkInterface);
    scan = new Scan(image, rom, guest, station);
    espNow = new EspNow(image, chip, rom, station, guest, lacks);
    transmitted = new Transmitted(image, chip, rom, espNow);
    own = new OwnNetwork(image, chip, rom, guest, visitor, this::call);
    hook("cnx_sta_connect_cmd", this::connect);
    hook("ieee80211_output_pbuf", this::send);
    hook("ieee80211_send_mgmt", this::manage);
    hook("wifi_station_get_rssi", at -> give(at, station.rssi()));
    hook("wifi_station_scan", at -> give(at, scan.begin(at.a(2), at.a(3)) ? 1 : 0));
    hook("ppTxPkt", at -> give(at, transmitted.sends(at.a(2))));
    hook("ppRegisterTxCallback", at -> give(at, transmitted.registers(at.a(2), at.a(3))));
    hook(EspNow.TUNES, at -> give(at, espNow.tuned(at.a(2))));
    lacks.names().forEach(name -> hook(name, at -> give(at, lacks.called(name, at.a(2)))));
    NOTHING.forEach(name -> hook(name, at -> give(at, 0)));
    rom.whenIdle(this::idle);
    reset();
  }

  private void hook(String name, Processor.Hook hook) {
    image.address(name).ifPresent(address -> processor.hook(address, hook));
  }

  private static int give(Processor at, int value) {
    at.a(2, value);
    return at.back();
  }

  /// The chip begins anew, or has lost its power: whoever it was connected to hears no more of it.
  public void reset() {
    station.reset();
    station.comesBack(false);
    station.tellHappenings();
    frames.clear();
    scan.clear();
    own.reset();
    transmitted.reset();
    espNow.reset();
    phase = Phase.OFF;
    node = 0;
    inCall = false;
    moves = false;
  }

  /// Another program begins, with another radio.
  public void close() {
    espNow.close();
  }

  /// A frame for the program. It gets it when it comes round; none while it is in no network.
  public void toGuest(byte[] frame) {
    if (phase == Phase.IN) {
      frames.add(frame);
      rom.wake();
    }
  }

  /// The same for the network that the program opens itself.
  public void toOwn(byte[] frame) {
    own.toGuest(frame);
  }

  /// The station has met something: to be called by whoever is told by [Station#whenChanged].
  public void changed() {
    rom.wake();
  }

  /// What the program has wanted that this radio does not do, since this was last asked.
  public List<String> lacks() {
    return lacks.news();
  }

  /// Frames for the program that found no room.
  public long lost() {
    return frames.lost() + own.lost() + espNow.lost();
  }

  // what the program does

  /// It wants into the network that its profile names.
  private int connect(Processor at) {
    look(at.a(2));
    return give(at, 0);
  }

  private void look(int wantedProfile) {
    if (guest.connection() == 0) {
      return;
    }
    String wantedSsid = guest.ssid(wantedProfile);
    String wantedPassword = guest.password(wantedProfile);
    boolean same = wantedSsid.equals(ssid) && wantedPassword.equals(password);
    if (phase != Phase.OFF && same) {
      return;
    }
    profile = wantedProfile;
    ssid = wantedSsid;
    password = wantedPassword;
    if (guest.state() == Guest.IN) {
      // leaving the other one first is a call, for which this is not the place
      off();
      moves = true;
      rom.wake();
      return;
    }
    phase = Phase.LOOKING;
    guest.looks();
    station.begin(ssid, password);
  }

  /// Leaves the network that it is in for another.
  private void move() {
    moves = false;
    Runnable then =
        () -> {
          guest.forgetStatus();
          look(profile);
        };
    call("ieee80211_sta_new_state", then, guest.ic(), TO_IDLE, OWN_WISH);
  }

  private int send(Processor at) {
    int buffer = at.a(3);
    boolean toOwn = guest.isOwn(at.a(2));
    if (!(toOwn ? own.isVisited() : guest.state() == Guest.IN) || buffer == 0) {
      return give(at, NOT_SENT);
    }
    byte[] frame = frames.read(buffer);
    if (frame != null) {
      (toOwn ? own.ether() : ether).fromGuest(frame, frame.length);
    }
    return rom.callFirst(image.address("pbuf_free").orElseThrow(), _ -> 0, buffer);
  }

  private int manage(Processor at) {
    int kind = at.a(3);
    if (own.is(at.a(2))) {
      own.managed(kind, at.a(4));
    } else if (!inCall && (kind == DISASSOCIATE || kind == DEAUTHENTICATE)) {
      off();
    }
    return give(at, 0);
  }

  private void off() {
    phase = Phase.OFF;
    moves = false;
    frames.clear();
    station.disconnect();
  }

  // what happens to it

  /// One thing each time.
  private void idle() {
    boolean busy = rom.calls() || inCall;
    if (busy || transmitted.idle() || espNow.idle() || own.idle() || guest.connection() == 0) {
      return;
    }
    if (moves && guest.state() == Guest.IN) {
      move();
      return;
    }
    if (phase == Phase.LOOKING && !guest.wants()) {
      off();
    }
    Happening next = station.nextHappening();
    while (next != null && !concerns(next)) {
      next = station.nextHappening();
    }
    if (next != null) {
      tell(next);
    } else if (scan.over()) {
      scan.tell();
    } else if (phase == Phase.IN && frames.any() && guest.state() == Guest.IN) {
      frames.give(node + Guest.NODE_BYTES);
    }
  }

  private boolean concerns(Happening happening) {
    return phase != Phase.OFF
        && switch (happening.kind()) {
          case JOINED -> true;
          case LEFT -> happening.reason() != Happening.OWN_WISH;
          case GOT_ADDRESS, NO_ADDRESS -> false;
        };
  }

  private void tell(Happening happening) {
    if (happening.kind() == Happening.Kind.JOINED) {
      AccessPoint point = station.accessPoint();
      if (point != null) {
        bssid = point.bssid();
        channel = point.channel();
      }
      guest.found();
      phase = Phase.IN;
      join(() -> call("eagle_auth_done", () -> {}));
      return;
    }
    boolean was = phase == Phase.IN;
    phase = Phase.OFF;
    frames.clear();
    switch (happening.reason()) {
      case Happening.NOT_FOUND -> call("cnx_start_handoff_cb", () -> {}, 0, 0);
      case Happening.NO_HANDSHAKE -> {
        guest.found();
        join(() -> thrownOut(Happening.NO_HANDSHAKE));
      }
      case Happening.NOT_JOINED -> {
        guest.found();
        guest.unanswered();
        call("ieee80211_sta_new_state", this::again, guest.ic(), TO_IDLE, OWN_WISH);
      }
      case Happening.NO_BEACONS -> {
        Runnable then =
            () -> {
              guest.forgetStatus();
              again();
            };
        call("ieee80211_sta_new_state", then, guest.ic(), TO_IDLE, NO_BEACONS);
      }
      default -> {
        if (was) {
          thrownOut(happening.reason());
        }
      }
    }
  }

  private void thrownOut(int reason) {
    call(
        "ieee80211_sta_new_state",
        () -> {},
        guest.ic(),
        TO_AUTHENTICATE,
        reason << 8 | DEAUTHENTICATE);
  }

  /// It tries again at once, unless the program was told not to.
  private void again() {
    call(
        "wifi_station_get_reconnect_policy",
        policy -> {
          if (policy == 1) {
            look(profile);
          }
        });
  }

  /// Notes the access point in the program's memory, and goes on.
  private void join(Runnable then) {
    if (node == 0) {
      int bytes = Guest.NODE_BYTES + WORDS_FOR_CALLS;
      call("pvPortZalloc", place -> joinAt(place, then), bytes, 0, 0);
    } else {
      joinAt(node, then);
    }
  }

  private void joinAt(int place, Runnable then) {
    if (place == 0) {
      // no memory left: as if there were no such network, which it looks for again
      off();
      call("cnx_start_handoff_cb", () -> {}, 0, 0);
      return;
    }
    node = place;
    Runnable joins =
        () ->
            call(
                "chm_get_current_channel",
                where -> {
                  guest.join(node, where, bssid);
                  then.run();
                });
    if (image.has("wifi_set_channel")) {
      call("wifi_set_channel", joins, channel);
    } else {
      joins.run();
    }
  }

  private void call(String function, Runnable then, int... arguments) {
    call(function, _ -> then.run(), arguments);
  }

  private void call(String function, IntConsumer then, int... arguments) {
    inCall = true;
    rom.call(
        image.address(function).orElseThrow(),
        result -> {
          inCall = false;
          then.accept(result);
        },
        arguments);
  }
}
