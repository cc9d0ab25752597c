package io.tidegate.sim.lx106.radio;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.sim.lx106.core.Memory;
import io.tidegate.sim.lx106.image.Image;
import io.tidegate.sim.lx106.rom.Rom;
import io.tidegate.sim.net.Station;
import io.tidegate.sim.net.Survey;
import java.util.Arrays;
import java.util.List;

/// `wifi_station_scan`: looks round, and gives the program a list of `bss_info`.
final class Scan {
  private static final int MOST = 32;

  // struct bss_info of user_interface.h
  private static final int NODE_BYTES = 80;
  private static final int BSSID = 4;
  private static final int SSID = 10;
  private static final int SSID_LIMIT = 32;
  private static final int SSID_LENGTH = 42;
  private static final int CHANNEL = 43;
  private static final int RSSI = 44;
  private static final int AUTH_MODE = 48;
  private static final int WPA2_PSK = 3;

  // struct scan_config
  private static final int WANTED_SSID = 0;
  private static final int WANTED_CHANNEL = 8;

  private final Rom rom;
  private final Guest guest;
  private final Station station;
  private final int allocate;
  private final int free;
  private Survey survey;
  private int callback;
  private String ssid;
  private int channel;

  Scan(Image image, Rom rom, Guest guest, Station station) {
    this.rom = rom;
    this.guest = guest;
    this.station = station;
    allocate = image.address("pvPortZalloc").orElseThrow();
    free = image.address("vPortFree").orElse(0);
  }

  void clear() {
    survey = null;
  }

  /// False while one is going on.
  boolean begin(int config, int whenOver) {
    if (survey != null) {
      return false;
    }
    int name = config == 0 ? 0 : guest.memory().peek32(config + WANTED_SSID);
    ssid = name == 0 ? "" : guest.text(name, SSID_LIMIT);
    channel = config == 0 ? 0 : guest.memory().peek8(config + WANTED_CHANNEL);
    callback = whenOver;
    survey = station.survey(rom::wake);
    return true;
  }

  boolean over() {
    return survey != null && survey.over();
  }

  /// Gives the list to the program's callback, and takes its memory back afterwards.
  void tell() {
    List<Survey.Heard> heard =
        survey.heard().stream()
            .filter(each -> ssid.isEmpty() || ssid.equals(each.accessPoint().ssid()))
            .filter(each -> channel == 0 || channel == each.accessPoint().channel())
            .limit(MOST)
            .toList();
    survey = null;
    if (heard.isEmpty()) {
      over(0);
    } else {
      rom.call(allocate, list -> filled(list, heard), heard.size() * NODE_BYTES, 0, 0);
    }
  }

  private void filled(int list, List<Survey.Heard> heard) {
    Memory memory = guest.memory();
    for (int i = 0; list != 0 && i < heard.size(); i++) {
      Survey.Heard each = heard.get(i);
      int node = list + i * NODE_BYTES;
      byte[] name = each.accessPoint().ssid().getBytes(UTF_8);
      name = Arrays.copyOf(name, Math.min(name.length, SSID_LIMIT));
      memory.poke32(node, i + 1 < heard.size() ? node + NODE_BYTES : 0);
      memory.poke(node + BSSID, each.accessPoint().bssid());
      memory.poke(node + SSID, name);
      memory.poke8(node + SSID_LENGTH, name.length);
      memory.poke8(node + CHANNEL, each.accessPoint().channel());
      memory.poke8(node + RSSI, each.rssiDbm());
      memory.poke32(node + AUTH_MODE, each.accessPoint().isOpen() ? 0 : WPA2_PSK);
    }
    over(list);
  }

  private void over(int list) {
    rom.call(
        callback,
        _ -> {
          if (list != 0 && free != 0) {
            rom.call(free, _ -> {}, list, 0, 0);
          }
        },
        list,
        0);
  }
}
