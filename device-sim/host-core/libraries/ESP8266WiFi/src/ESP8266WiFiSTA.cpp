#include "ESP8266WiFiSTA.h"

#include <string.h>

#include "ESP8266WiFi.h"
#include "host.h"
#include "host_radio.h"

namespace {

constexpr size_t MOST_SSID = 32;
constexpr size_t MOST_PASSPHRASE = 64;
constexpr size_t LEAST_PASSPHRASE = 8;
constexpr uint32_t NO_ADDRESS = 0;

}  // namespace

wl_status_t ESP8266WiFiSTAClass::begin(const char* ssid, const char* passphrase, int32_t,
                                       const uint8_t* bssid, bool connect) {
  WiFi.enableSTA(true);
  if (ssid == nullptr || ssid[0] == 0 || strlen(ssid) > MOST_SSID) {
    return WL_CONNECT_FAILED;
  }
  if (passphrase != nullptr && strlen(passphrase) > MOST_PASSPHRASE) {
    return WL_WRONG_PASSWORD;
  }
  if (bssid != nullptr) {
    host::note("WiFi: begin() looks for the network's name, not for one access point's address");
  }
  host::setNetwork(ssid, passphrase);
  if (connect) {
    host::joinNetwork();
  }
  return status();
}

wl_status_t ESP8266WiFiSTAClass::begin(char* ssid, char* passphrase, int32_t channel,
                                       const uint8_t* bssid, bool connect) {
  return begin(static_cast<const char*>(ssid), static_cast<const char*>(passphrase), channel, bssid,
               connect);
}

wl_status_t ESP8266WiFiSTAClass::begin(const String& ssid, const String& passphrase,
                                       int32_t channel, const uint8_t* bssid, bool connect) {
  return begin(ssid.c_str(), passphrase.c_str(), channel, bssid, connect);
}

wl_status_t ESP8266WiFiSTAClass::begin() {
  WiFi.enableSTA(true);
  host::joinNetwork();
  return status();
}

bool ESP8266WiFiSTAClass::config(IPAddress ip, IPAddress second, IPAddress third, IPAddress fourth,
                                 IPAddress dns2) {
  WiFi.enableSTA(true);
  uint32_t address = ip;
  // Arduino's order has the name server second: a mask, which begins with 255, tells which it is
  bool arduinos = third[0] != 255;
  IPAddress gateway = arduinos ? third : second;
  IPAddress mask = arduinos ? fourth : third;
  IPAddress dns = arduinos ? second : fourth;
  if (arduinos && address != NO_ADDRESS && mask[0] != 255) {
    return false;
  }
  host::radio().ownIp = address;
  host::radio().ownGateway = gateway;
  host::radio().ownMask = mask;
  host::radio().dns[0] = dns;
  host::radio().dns[1] = dns2;
  host::tellSettings();
  return true;
}

bool ESP8266WiFiSTAClass::config(IPAddress ip, IPAddress dns) {
  if (static_cast<uint32_t>(ip) == NO_ADDRESS) {
    return config(ip, ip, ip);
  }
  IPAddress gateway = ip;
  gateway[3] = 1;
  if (static_cast<uint32_t>(dns) == NO_ADDRESS) {
    dns = gateway;
  }
  return config(ip, gateway, IPAddress(255, 255, 255, 0), dns);
}

bool ESP8266WiFiSTAClass::setDNS(IPAddress dns1, IPAddress dns2) {
  if ((WiFi.getMode() & WIFI_STA) == 0) {
    return false;
  }
  host::radio().dns[0] = dns1;
  host::radio().dns[1] = dns2;
  return true;
}

bool ESP8266WiFiSTAClass::reconnect() {
  if ((WiFi.getMode() & WIFI_STA) == 0) {
    return false;
  }
  host::leaveNetwork();
  host::joinNetwork();
  return true;
}

bool ESP8266WiFiSTAClass::disconnect(bool wifioff) { return disconnect(wifioff, true); }

bool ESP8266WiFiSTAClass::disconnect(bool wifioff, bool eraseCredentials) {
  if (eraseCredentials) {
    host::setNetwork("", "");
  }
  if ((WiFi.getMode() & WIFI_STA) != 0) {
    host::leaveNetwork();
  }
  if (wifioff) {
    WiFi.enableSTA(false);
  }
  return true;
}

bool ESP8266WiFiSTAClass::isConnected() { return status() == WL_CONNECTED; }

bool ESP8266WiFiSTAClass::setAutoConnect(bool wanted) {
  host::radio().autoConnect = wanted;
  return true;
}

bool ESP8266WiFiSTAClass::getAutoConnect() { return host::radio().autoConnect; }

bool ESP8266WiFiSTAClass::setAutoReconnect(bool wanted) {
  host::radio().comesBack = wanted;
  host::tellSettings();
  return true;
}

bool ESP8266WiFiSTAClass::getAutoReconnect() { return host::radio().comesBack; }

int8_t ESP8266WiFiSTAClass::waitForConnectResult(unsigned long timeoutMillis) {
  if ((WiFi.getMode() & WIFI_STA) == 0) {
    return WL_DISCONNECTED;
  }
  bool over = host::waitUntil(
      host::now() + timeoutMillis * host::MILLISECOND,
      [](void*) { return host::station().status != WL_DISCONNECTED; }, nullptr);
  return over ? static_cast<int8_t>(status()) : -1;
}

IPAddress ESP8266WiFiSTAClass::localIP() { return IPAddress(host::station().ip); }

uint8_t* ESP8266WiFiSTAClass::macAddress(uint8_t* mac) {
  memcpy(mac, host::start().mac, WL_MAC_ADDR_LENGTH);
  return mac;
}

String ESP8266WiFiSTAClass::macAddress() {
  char text[18];
  host::formatMac(host::start().mac, text);
  return String(text);
}

IPAddress ESP8266WiFiSTAClass::subnetMask() {
  if (host::station().ip == NO_ADDRESS) {
    return IPAddress(NO_ADDRESS);
  }
  return IPAddress(host::radio().ownIp != 0 ? host::radio().ownMask : host::DHCP_MASK);
}

IPAddress ESP8266WiFiSTAClass::gatewayIP() {
  if (host::station().ip == NO_ADDRESS) {
    return IPAddress(NO_ADDRESS);
  }
  return IPAddress(host::radio().ownIp != 0 ? host::radio().ownGateway : host::station().gateway);
}

IPAddress ESP8266WiFiSTAClass::dnsIP(uint8_t number) {
  host::Ip set = host::radio().dns[number & 1];
  return set != 0 || number > 0 ? IPAddress(set) : gatewayIP();
}

IPAddress ESP8266WiFiSTAClass::broadcastIP() {
  return IPAddress(host::station().ip | ~static_cast<uint32_t>(subnetMask()));
}

wl_status_t ESP8266WiFiSTAClass::status() {
  host::spend(host::MICROSECOND);
  if ((host::radio().mode & WIFI_STA) == 0) {
    return WL_DISCONNECTED;
  }
  return static_cast<wl_status_t>(host::station().status);
}

String ESP8266WiFiSTAClass::SSID() const { return String(host::radio().ssid); }

String ESP8266WiFiSTAClass::psk() const { return String(host::radio().password); }

uint8_t* ESP8266WiFiSTAClass::BSSID() { return host::station().bssid; }

uint8_t* ESP8266WiFiSTAClass::BSSID(uint8_t* bssid) {
  memcpy(bssid, host::station().bssid, WL_MAC_ADDR_LENGTH);
  return bssid;
}

String ESP8266WiFiSTAClass::BSSIDstr() {
  char text[18];
  host::formatMac(host::station().bssid, text);
  return String(text);
}

int8_t ESP8266WiFiSTAClass::RSSI() {
  return static_cast<int8_t>(host::ask(host::Out(host::WIFI_RSSI)).i32());
}

bool ESP8266WiFiSTAClass::beginWPSConfig() {
  host::note("WiFi: there is no WPS");
  return false;
}

bool ESP8266WiFiSTAClass::beginSmartConfig() {
  host::note("WiFi: there is no SmartConfig");
  return false;
}

bool ESP8266WiFiSTAClass::stopSmartConfig() { return true; }

bool ESP8266WiFiSTAClass::smartConfigDone() { return false; }

// ---- its own network ----

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
  host::tellSettings();
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
  host::tellSettings();
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
