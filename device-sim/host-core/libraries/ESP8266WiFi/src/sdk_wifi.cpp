#include "sdk_wifi.h"

#include <string.h>

#include "ESP8266WiFi.h"
#include "host.h"
#include "host_radio.h"

namespace {

wifi_country_t country = {{'C', 'N', 0}, 1, 13, WIFI_COUNTRY_POLICY_AUTO};

/// Without a zero at the end when it is full, as there.
void fill(uint8_t* into, const char* from, size_t size) {
  memset(into, 0, size);
  memcpy(into, from, strnlen(from, size));
}

void read(const uint8_t* from, size_t size, char* into) {
  size_t length = strnlen(reinterpret_cast<const char*>(from), size);
  memcpy(into, from, length);
  into[length] = 0;
}

void give(station_config* into, const char* ssid, const char* password) {
  memset(into, 0, sizeof *into);
  fill(into->ssid, ssid, sizeof into->ssid);
  fill(into->password, password, sizeof into->password);
  memcpy(into->bssid, host::station().bssid, sizeof into->bssid);
}

bool set(const station_config* from, bool persistent) {
  char ssid[33];
  char password[65];
  read(from->ssid, sizeof from->ssid, ssid);
  read(from->password, sizeof from->password, password);
  bool before = host::radio().persistent;
  host::radio().persistent = persistent;
  host::setNetwork(ssid, password);
  host::radio().persistent = before;
  return true;
}

}  // namespace

extern "C" {

uint8_t wifi_get_opmode(void) { return host::radio().mode; }

uint8_t wifi_get_opmode_default(void) { return STATION_MODE; }

bool wifi_set_opmode(uint8_t mode) { return WiFi.mode(static_cast<WiFiMode_t>(mode & 3)); }

bool wifi_set_opmode_current(uint8_t mode) { return wifi_set_opmode(mode); }

bool wifi_station_connect(void) {
  host::joinNetwork();
  return true;
}

bool wifi_station_disconnect(void) {
  host::leaveNetwork();
  return true;
}

station_status_t wifi_station_get_connect_status(void) {
  switch (WiFi.status()) {
    case WL_IDLE_STATUS:
      return STATION_IDLE;
    case WL_CONNECTED:
      return STATION_GOT_IP;
    case WL_NO_SSID_AVAIL:
      return STATION_NO_AP_FOUND;
    case WL_CONNECT_FAILED:
      return STATION_CONNECT_FAIL;
    case WL_WRONG_PASSWORD:
      return STATION_WRONG_PASSWORD;
    default:
      return STATION_CONNECTING;
  }
}

bool wifi_station_get_config(station_config* into) {
  give(into, host::radio().ssid, host::radio().password);
  return true;
}

bool wifi_station_get_config_default(station_config* into) {
  char ssid[33];
  char password[65];
  host::In saved = host::ask(host::Out(host::WIFI_SAVED));
  saved.text(ssid, sizeof ssid);
  saved.text(password, sizeof password);
  give(into, ssid, password);
  return true;
}

bool wifi_station_set_config(station_config* from) { return set(from, true); }

bool wifi_station_set_config_current(station_config* from) { return set(from, false); }

int8_t wifi_station_get_rssi(void) { return WiFi.RSSI(); }

bool wifi_station_set_reconnect_policy(bool wanted) { return WiFi.setAutoReconnect(wanted); }

bool wifi_station_set_auto_connect(uint8_t wanted) { return WiFi.setAutoConnect(wanted != 0); }

uint8_t wifi_station_get_auto_connect(void) { return WiFi.getAutoConnect(); }

bool wifi_station_dhcpc_start(void) { return WiFi.config(0u, 0u, 0u); }

bool wifi_station_dhcpc_stop(void) { return true; }

bool wifi_station_set_hostname(char* name) { return WiFi.hostname(name); }

char* wifi_station_get_hostname(void) { return const_cast<char*>(WiFi.getHostname()); }

bool wifi_softap_get_config(softap_config* into) {
  memset(into, 0, sizeof *into);
  fill(into->ssid, host::radio().apSsid, sizeof into->ssid);
  fill(into->password, host::radio().apPassword, sizeof into->password);
  into->ssid_len = static_cast<uint8_t>(strnlen(host::radio().apSsid, sizeof into->ssid));
  into->channel = 1;
  into->authmode = into->password[0] == 0 ? AUTH_OPEN : AUTH_WPA2_PSK;
  into->max_connection = 4;
  into->beacon_interval = 100;
  return true;
}

uint8_t wifi_softap_get_station_num(void) { return 0; }

bool wifi_get_ip_info(uint8_t interface, ip_info* into) {
  bool mine = interface == STATION_IF;
  into->ip.addr = mine ? WiFi.localIP() : WiFi.softAPIP();
  into->netmask.addr = mine ? static_cast<uint32_t>(WiFi.subnetMask()) : host::radio().apMask;
  into->gw.addr = mine ? WiFi.gatewayIP() : WiFi.softAPIP();
  return true;
}

bool wifi_get_macaddr(uint8_t interface, uint8_t* into) {
  if (interface == STATION_IF) {
    WiFi.macAddress(into);
  } else {
    WiFi.softAPmacAddress(into);
  }
  return true;
}

uint8_t wifi_get_channel(void) { return WiFi.channel(); }

bool wifi_set_channel(uint8_t channel) { return channel >= 1 && channel <= 14; }

bool wifi_get_country(wifi_country_t* into) {
  *into = country;
  return true;
}

bool wifi_set_country(wifi_country_t* from) {
  country = *from;
  return true;
}

bool wifi_set_sleep_type(int type) {
  return WiFi.setSleepMode(static_cast<WiFiSleepType_t>(type & 3));
}

void wifi_fpm_open(void) {}

void wifi_fpm_close(void) {}

void wifi_fpm_set_sleep_type(int) {}

int8_t wifi_fpm_do_sleep(uint32_t) { return WiFi.forceSleepBegin() ? 0 : -1; }

void wifi_fpm_do_wakeup(void) {}

void system_print_meminfo(void) {}

}  // extern "C"
