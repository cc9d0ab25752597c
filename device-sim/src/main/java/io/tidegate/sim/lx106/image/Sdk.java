package io.tidegate.sim.lx106.image;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What is known of the Espressif SDK in an image, and whether that is enough for its WiFi.
///
/// @param version as the image says it; empty when it does not
/// @param layout null unless all of it is known
/// @param missing what WiFi would need and was not found, in words; nothing: it works
public record Sdk(String version, Layout layout, List<String> missing) {
  /// Functions and data without which there is no WiFi.
  private static final List<String> NEEDED =
      List.of(
          "g_ic",
          "cnx_sta_connect_cmd",
          "cnx_start_handoff_cb",
          "cnx_sta_leave",
          "chm_get_current_channel",
          "eagle_auth_done",
          "ieee80211_output_pbuf",
          "ieee80211_send_mgmt",
          "ieee80211_sta_new_state",
          "pbuf_free",
          "pvPortZalloc",
          "wifi_station_get_connect_status",
          "wifi_station_get_reconnect_policy");

  /// How frames come in: by the core's glue between the SDK and lwIP 2, or by the SDK's own lwIP.
  private static final List<List<String>> WAYS_IN =
      List.of(
          List.of("esp2glue_alloc_for_recv", "esp2glue_ethernet_input"),
          List.of("pbuf_alloc", "ethernet_input"));

  public Sdk {
    missing = List.copyOf(missing);
  }

  /// Whether its WiFi works here.
  public boolean works() {
    return missing.isEmpty();
  }

  /// Whether there is anything of the SDK's WiFi in it at all.
  public static boolean in(Image image) {
    return Stream.of("cnx_sta_connect_cmd", "ieee80211_sta_new_state", "g_ic").anyMatch(image::has);
  }

  public static Sdk of(Image image) {
    String version = image.sdkVersion();
    if (image.symbols().isEmpty()) {
      String words = "names of functions: give the ELF file, or the linker's map beside the .bin";
      return new Sdk(version, null, List.of(words));
    }
    if (!in(image)) {
      return new Sdk(version, null, List.of("the WiFi of Espressif's SDK without an RTOS"));
    }
    List<String> missing = new ArrayList<>();
    NEEDED.stream()
        .filter(name -> !image.has(name))
        .forEach(name -> missing.add("the function or data " + name));
    if (WAYS_IN.stream().noneMatch(way -> way.stream().allMatch(image::has))) {
      missing.add("a way for frames: " + WAYS_IN.get(0) + " or " + WAYS_IN.get(1));
    }
    Layout layout = layout(version, LayoutReader.read(image), missing);
    return new Sdk(version, missing.isEmpty() ? layout : null, missing);
  }

  /// The code's word and the table's have to agree; where the code does not show a place, the table
  /// has it.
  private static Layout layout(String version, Layout read, List<String> missing) {
    Layout known = Layout.known(version);
    String sdk = version.isEmpty() ? "an SDK without a version" : "SDK " + version;
    for (int i = 0; i < read.places().size(); i++) {
      String what = read.places().get(i).getKey();
      int here = read.places().get(i).getValue();
      int there = known == null ? Layout.UNKNOWN : known.places().get(i).getValue();
      if (here == Layout.UNKNOWN && there == Layout.UNKNOWN) {
        missing.add("where " + sdk + " keeps " + what);
      } else if (here != there && here != Layout.UNKNOWN && there != Layout.UNKNOWN) {
        missing.add(
            "where %s keeps %s: expected %d, its code says %d".formatted(sdk, what, there, here));
      }
    }
    return known == null ? read : read.or(known);
  }
}
