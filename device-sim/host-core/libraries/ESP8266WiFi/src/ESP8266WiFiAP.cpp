#include "ESP8266WiFiAP.h"

#include <string.h>

#include "ESP8266WiFi.h"
#include "host.h"
#include "host_radio.h"

namespace {

constexpr size_t LEAST_PASSPHRASE = 8;

}  // namespace

bool ESP8266WiFiAPClass::softAP(const char* ssid, const char* psk, int, int, int, int) {
  if (ssid == nullptr || ssid[0] == 0 || strlen(ssid) >= sizeof host::Radio::apSsid) {
    return false;
  }
  size_t size = psk == nullptr ? 0 : strlen(psk);
  if (size >= sizeof host::Radio::apPassword || (size > 0 && size < LEAST_PASSPHRASE)) {
    return false;
  }
  WiFi.enableAP(true);
  strcpy(host::radio().apSsid, ssid);
  strcpy(host::radio().apPassword, psk == nullptr ? "" : psk);
  host::note("WiFi: nobody in the air can join the board's own network (softAP)");
  return true;
}

bool ESP8266WiFiAPClass::softAP(const String& ssid, const String& psk, int channel, int hidden,
                                int maxConnections, int beaconInterval) {
  return softAP(ssid.c_str(), psk.c_str(), channel, hidden, maxConnections, beaconInterval);
}

bool ESP8266WiFiAPClass::softAPConfig(IPAddress ip, IPAddress, IPAddress subnet) {
  WiFi.enableAP(true);
  host::radio().apIp = ip;
  host::radio().apMask = subnet;
  return true;
}

bool ESP8266WiFiAPClass::softAPdisconnect(bool wifioff) {
  host::radio().apSsid[0] = 0;
  host::radio().apPassword[0] = 0;
  return wifioff ? WiFi.enableAP(false) : true;
}

uint8_t ESP8266WiFiAPClass::softAPgetStationNum() { return 0; }

IPAddress ESP8266WiFiAPClass::softAPIP() {
  return IPAddress((host::radio().mode & WIFI_AP) != 0 ? host::radio().apIp : 0u);
}

IPAddress ESP8266WiFiAPClass::softAPbroadcastIP() {
  return IPAddress(host::radio().apIp | ~host::radio().apMask);
}

/// The station's own with the bit that says so: it is not the maker's.
uint8_t* ESP8266WiFiAPClass::softAPmacAddress(uint8_t* mac) {
  memcpy(mac, host::start().mac, WL_MAC_ADDR_LENGTH);
  mac[0] |= 2;
  return mac;
}

String ESP8266WiFiAPClass::softAPmacAddress() {
  uint8_t mac[WL_MAC_ADDR_LENGTH];
  char text[18];
  host::formatMac(softAPmacAddress(mac), text);
  return String(text);
}

String ESP8266WiFiAPClass::softAPSSID() const { return String(host::radio().apSsid); }

String ESP8266WiFiAPClass::softAPPSK() const { return String(host::radio().apPassword); }
