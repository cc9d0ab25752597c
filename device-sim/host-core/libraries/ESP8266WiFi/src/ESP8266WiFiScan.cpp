#include "ESP8266WiFiScan.h"

#include <string.h>

#include <vector>

#include "ESP8266WiFi.h"
#include "ESP8266WiFiMulti.h"
#include "host.h"
#include "host_radio.h"

namespace {

constexpr uint64_t MOST_WAIT = 10 * host::SECOND;

struct Found {
  char ssid[33];
  uint8_t bssid[WL_MAC_ADDR_LENGTH];
  uint8_t channel;
  int32_t rssi;
  bool open;
};

std::vector<Found>& found() {
  static std::vector<Found> all;
  return all;
}

enum : uint8_t { NONE, RUNNING, DONE } phase = NONE;

std::function<void(int)>& whenOver() {
  static std::function<void(int)> call;
  return call;
}

void tellOver(void*) {
  std::function<void(int)> call = whenOver();
  whenOver() = nullptr;
  if (call) {
    call(static_cast<int>(found().size()));
  }
}

void surveyed(host::In& in) {
  if (phase != RUNNING) {
    return;
  }
  host::OwnMemory own;
  found().clear();
  for (int count = in.u8(); count > 0; count--) {
    Found one;
    in.text(one.ssid, sizeof one.ssid);
    memcpy(one.bssid, in.raw(sizeof one.bssid).data, sizeof one.bssid);
    one.channel = in.u8();
    one.rssi = in.i32();
    one.open = in.boolean();
    found().push_back(one);
  }
  phase = DONE;
  host::soon(tellOver, nullptr);
}

struct ScanHandlers {
  ScanHandlers() { host::onEvent(host::SURVEYED, surveyed); }
} scanHandlers;

const Found* at(uint8_t item) { return item < found().size() ? &found()[item] : nullptr; }

}  // namespace

int8_t ESP8266WiFiScanClass::scanNetworks(bool async, bool, uint8_t, uint8_t*) {
  if (phase == RUNNING) {
    return WIFI_SCAN_RUNNING;
  }
  WiFi.enableSTA(true);
  scanDelete();
  phase = RUNNING;
  host::tell(host::Out(host::SURVEY));
  if (async) {
    return WIFI_SCAN_RUNNING;
  }
  host::waitUntil(host::now() + MOST_WAIT, [](void*) { return phase == DONE; }, nullptr);
  return scanComplete();
}

void ESP8266WiFiScanClass::scanNetworksAsync(std::function<void(int)> onComplete,
                                             bool showHidden) {
  whenOver() = onComplete;
  scanNetworks(true, showHidden);
}

int8_t ESP8266WiFiScanClass::scanComplete() {
  host::spend(host::MICROSECOND);
  if (phase == RUNNING) {
    return WIFI_SCAN_RUNNING;
  }
  return phase == DONE ? static_cast<int8_t>(found().size()) : WIFI_SCAN_FAILED;
}

void ESP8266WiFiScanClass::scanDelete() {
  if (phase != RUNNING) {
    host::OwnMemory own;
    found().clear();
    phase = NONE;
  }
}

bool ESP8266WiFiScanClass::getNetworkInfo(uint8_t item, String& ssid, uint8_t& type, int32_t& rssi,
                                          uint8_t*& bssid, int32_t& channelFound, bool& hidden) {
  if (at(item) == nullptr) {
    return false;
  }
  ssid = SSID(item);
  type = encryptionType(item);
  rssi = RSSI(item);
  bssid = BSSID(item);
  channelFound = channel(item);
  hidden = false;
  return true;
}

String ESP8266WiFiScanClass::SSID(uint8_t item) {
  return String(at(item) == nullptr ? "" : at(item)->ssid);
}

uint8_t ESP8266WiFiScanClass::encryptionType(uint8_t item) {
  if (at(item) == nullptr) {
    return static_cast<uint8_t>(-1);
  }
  return at(item)->open ? ENC_TYPE_NONE : ENC_TYPE_CCMP;
}

int32_t ESP8266WiFiScanClass::RSSI(uint8_t item) {
  return at(item) == nullptr ? 0 : at(item)->rssi;
}

uint8_t* ESP8266WiFiScanClass::BSSID(uint8_t item) {
  return at(item) == nullptr ? nullptr : const_cast<uint8_t*>(at(item)->bssid);
}

uint8_t* ESP8266WiFiScanClass::BSSID(uint8_t item, uint8_t* bssid) {
  if (at(item) != nullptr) {
    memcpy(bssid, at(item)->bssid, WL_MAC_ADDR_LENGTH);
  }
  return bssid;
}

String ESP8266WiFiScanClass::BSSIDstr(uint8_t item) {
  if (at(item) == nullptr) {
    return String("");
  }
  char text[18];
  host::formatMac(at(item)->bssid, text);
  return String(text);
}

int32_t ESP8266WiFiScanClass::channel(uint8_t item) {
  return at(item) == nullptr ? 0 : at(item)->channel;
}

bool ESP8266WiFiScanClass::isHidden(uint8_t) { return false; }

// ---- several networks ----

bool ESP8266WiFiMulti::addAP(const char* ssid, const char* passphrase) {
  if (ssid == nullptr || ssid[0] == 0 || strlen(ssid) > 32 ||
      (passphrase != nullptr && strlen(passphrase) > 64)) {
    return false;
  }
  if (!existsAP(ssid, passphrase)) {
    known_.push_back({ssid, passphrase == nullptr ? "" : passphrase});
  }
  return true;
}

bool ESP8266WiFiMulti::existsAP(const char* ssid, const char* passphrase) {
  for (const Known& each : known_) {
    if (each.ssid == ssid && (passphrase == nullptr || each.passphrase == passphrase)) {
      return true;
    }
  }
  return false;
}

wl_status_t ESP8266WiFiMulti::run(uint32_t timeoutMillis) {
  if (WiFi.status() == WL_CONNECTED) {
    for (const Known& each : known_) {
      if (WiFi.SSID() == each.ssid) {
        return WL_CONNECTED;
      }
    }
    WiFi.disconnect();
  }
  // the strongest first
  int found = WiFi.scanNetworks();
  for (int i = 0; i < found; i++) {
    for (const Known& each : known_) {
      if (WiFi.SSID(static_cast<uint8_t>(i)) == each.ssid &&
          join(each, timeoutMillis) == WL_CONNECTED) {
        WiFi.scanDelete();
        return WL_CONNECTED;
      }
    }
  }
  WiFi.scanDelete();
  return found > 0 ? WiFi.status() : WL_NO_SSID_AVAIL;
}

wl_status_t ESP8266WiFiMulti::join(const Known& network, uint32_t timeoutMillis) {
  WiFi.begin(network.ssid, network.passphrase);
  for (uint32_t begun = millis(); static_cast<uint32_t>(millis()) - begun < timeoutMillis;) {
    wl_status_t status = WiFi.status();
    if (status == WL_CONNECTED || status == WL_CONNECT_FAILED || status == WL_WRONG_PASSWORD) {
      return status;
    }
    delay(10);
  }
  return WiFi.status();
}
