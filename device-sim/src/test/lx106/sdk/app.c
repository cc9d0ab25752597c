/* Goes into its network by itself, says what happens, publishes, and does what single letters want. */
#include "sdk.h"

struct bss_info {
  struct bss_info *next;
  u8 bssid[6];
  char ssid[32];
  u8 length, channel;
  signed char rssi;
  u32 mode;
};

struct scan_config {
  const char *ssid;
  const u8 *bssid;
  u8 channel, hidden;
};

void on_connected(void) { ets_printf("EV connected\n"); }

#ifndef PUBLISHES
#define PUBLISHES 0
#endif
static int publishes = PUBLISHES;

#ifndef SPEAKS
#define SPEAKS 0
#endif

/* what it is told it says, and that it was told */
void on_command(const char *words) {
  ets_printf("COMMAND %s\n", words);
  mqtt_publish("/result", 0, words);
}

#ifndef CALLED
#define CALLED ""
#endif

void on_disconnected(int reason) {
  mqtt_end();
  ets_printf("EV disconnected %d, status %d\n", reason, wifi_station_get_connect_status());
}

void on_address(const u8 *ip) {
  ets_printf("IP %d.%d.%d.%d\n", ip[0], ip[1], ip[2], ip[3]);
  if (publishes) {
    mqtt_begin(wifi_netif(), router_mac);
  }
}

static void text(char *to, const char *from) {
  while ((*to++ = *from++)) {
  }
}

static void wants(const char *ssid, u32 length, const char *password) {
  struct profile *profile = wifi_profile();
  text(profile->ssid, ssid);
  profile->length = length;
  text(profile->password, password);
  wifi_station_connect();
}

static void scanned(void *list, int status) {
  for (struct bss_info *each = list; each; each = each->next) {
    ets_printf("SCAN %s (%d) on %d, %d dBm, mode %d, %02x..%02x\n", each->ssid, each->length,
               each->channel, each->rssi, each->mode, each->bssid[0], each->bssid[5]);
  }
  ets_printf("SCANNED %d\n", status);
}

void on_tick(void) {
  static const struct scan_config only = {"lab", 0, 0, 0};
  if (publishes) {
    mqtt_loop();
  }
  if (SPEAKS) {
    now_speaks();
  }
  while (REG(0x6000001c) & 0xff) {
    u32 letter = REG(0x60000000) & 0xff;
    if (now_takes(letter)) {
      continue;
    }
    switch (letter) {
      case 's':
        ets_printf("scan %d\n", wifi_station_scan(0, scanned));
        break;
      case 'o':
        ets_printf("scan %d\n", wifi_station_scan((void *)&only, scanned));
        break;
      case 'd':
        wifi_station_disconnect();
        ets_printf("left\n");
        break;
      case 'c':
        wifi_station_connect();
        break;
      case 'm':
        wants("open house", 10, "");
        break;
      case 'n':
        reconnect = 0;
        break;
      case 'r':
        ets_printf("RSSI %d\n", wifi_station_get_rssi());
        break;
      case 'q':
        publishes = 1;
        mqtt_begin(wifi_netif(), router_mac);
        break;
      case 'u':
        update();
        break;
      case 'a':
        wifi_softap_start(0);
        break;
      case 'z':
        wifi_softap_stop();
        break;
      case 'g':
        wifi_softap_stop();
        wifi_softap_start(0);
        break;
      case 'x':
        own_denies = !own_denies;
        break;
      case 'f':
        ets_printf("own send %d\n", own_send());
        break;
      case 'e':
      case 'E':
        own_speaks(letter == 'E');
        break;
      case 'p':
      case 'P':
        wifi_promiscuous_enable(letter == 'P');
        break;
      case 'w':
        own_says();
        break;
      case 'h':
        ets_printf("HEAP %d\n", heap());
        break;
      default:
        net_letter(letter);
    }
  }
}

void app(void) {
  REG(0x60000014) = 694;
  wants("lab", 3, "secret");
  ets_printf("begun" CALLED "\n");
}
