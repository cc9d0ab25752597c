package io.tidegate.sim.lx106.radio;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the SDK's radio does and this one does not: each is told when the program first wants it,
/// and answered as a radio would that cannot.
final class Lacks {
  private static final String HEARS = ": this radio hears no frames of others; nothing will come";

  /// What is told of a function, and what it gives.
  private record Lack(String words, int gives) {}

  private static final Map<String, Lack> ALL =
      Map.of(
          "wifi_promiscuous_enable", new Lack(HEARS, 0),
          "smartconfig_start", new Lack(HEARS, 0),
          "wifi_wps_enable", new Lack(": nobody here speaks WPS; it has failed", 0),
          "wifi_wps_start", new Lack(": nobody here speaks WPS; it has failed", 0),
          "wifi_send_pkt_freedom", new Lack(": frames of 802.11 go nowhere; it has failed", -1));

  /// What is said names addresses, and a program may speak to any.
  private static final int MOST_TOLD = 64;

  private final Set<String> told = new HashSet<>();
  private final List<String> news = new ArrayList<>();

  Set<String> names() {
    return ALL.keySet();
  }

  /// The program has called it; gives what it gets. Whoever ends something wants nothing.
  int called(String name, int argument) {
    Lack lack = ALL.get(name);
    if (!name.equals("wifi_promiscuous_enable") || argument != 0) {
      tell("not there: " + name + lack.words);
    }
    return lack.gives;
  }

  /// In words, once.
  void tell(String words) {
    if (told.size() < MOST_TOLD && told.add(words)) {
      news.add(words);
    }
  }

  /// What is new since this was last asked.
  List<String> news() {
    if (news.isEmpty()) {
      return List.of();
    }
    List<String> fresh = List.copyOf(news);
    news.clear();
    return fresh;
  }
}
