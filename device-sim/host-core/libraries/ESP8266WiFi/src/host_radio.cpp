#include "host_radio.h"

#include <stdio.h>
#include <string.h>

#include "host.h"
#include "host_events.h"
#include "wl_definitions.h"

namespace tgsim {

namespace {

void stateCame(In& in) {
  Station& now = station();
  now.status = in.u8();
  now.ip = in.u32();
  now.gateway = in.u32();
  in.text(now.ssid, sizeof now.ssid);
  memcpy(now.bssid, in.raw(sizeof now.bssid).data, sizeof now.bssid);
  now.channel = in.u8();
  networkUp(now.status == WL_CONNECTED);
}

void copy(char* into, const char* from, size_t size) {
  strncpy(into, from, size - 1);
  into[size - 1] = 0;
}

struct RadioHandlers {
  RadioHandlers() { onEvent(WIFI_STATE, stateCame); }
} radioHandlers;

}  // namespace

Station& station() {
  static Station now = {};
  return now;
}

Radio& radio() {
  static Radio set;
  return set;
}

void tellSettings() {
  bool open = (radio().mode & WIFI_AP) != 0 && radio().apSsid[0] != 0;
  tell(Out(WIFI_SETTINGS).boolean(radio().comesBack).u32(radio().ownIp).boolean(open));
}

void joinNetwork() {
  if (radio().ssid[0] == 0) {
    return;
  }
  tell(Out(WIFI_BEGIN).text(radio().ssid).text(radio().password));
  station().status = WL_DISCONNECTED;
  networkUp(false);
  station().ip = 0;
}

void leaveNetwork() {
  tell(Out(WIFI_END));
  station().status = WL_DISCONNECTED;
  networkUp(false);
  station().ip = 0;
}

void setMode(uint8_t mode) {
  uint8_t before = radio().mode;
  if (mode == before) {
    return;
  }
  if ((before & WIFI_STA) != 0 && (mode & WIFI_STA) == 0) {
    leaveNetwork();
  }
  radio().mode = mode;
  if (((before ^ mode) & WIFI_AP) != 0) {
    tellSettings();
  }
  modeChanged(before, mode);
}

void loadSaved() {
  In saved = ask(Out(WIFI_SAVED));
  saved.text(radio().ssid, sizeof radio().ssid);
  saved.text(radio().password, sizeof radio().password);
}

void setNetwork(const char* ssid, const char* password) {
  copy(radio().ssid, ssid, sizeof radio().ssid);
  copy(radio().password, password == nullptr ? "" : password, sizeof radio().password);
  if (radio().persistent) {
    tell(Out(WIFI_SAVE).text(radio().ssid).text(radio().password));
  }
}

void formatMac(const uint8_t* mac, char* into) {
  sprintf(into, "%02X:%02X:%02X:%02X:%02X:%02X", mac[0], mac[1], mac[2], mac[3], mac[4], mac[5]);
}

}  // namespace tgsim
