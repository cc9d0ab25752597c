#pragma once
#include "ESP8266WiFiGeneric.h"
#include "ESP8266WiFiType.h"

/// The board's own network. It takes a name and an address; nobody can join it in the air, its
/// servers are reached from the PC.
class ESP8266WiFiAPClass {
 public:
  bool softAP(const char* ssid, const char* psk = nullptr, int channel = 1, int hidden = 0,
              int maxConnections = 4, int beaconInterval = 100);
  bool softAP(const String& ssid, const String& psk = String(), int channel = 1, int hidden = 0,
              int maxConnections = 4, int beaconInterval = 100);
  bool softAPConfig(IPAddress ip, IPAddress gateway, IPAddress subnet);
  bool softAPdisconnect(bool wifioff = false);
  uint8_t softAPgetStationNum();
  IPAddress softAPIP();
  IPAddress softAPbroadcastIP();
  uint8_t* softAPmacAddress(uint8_t* mac);
  String softAPmacAddress();
  String softAPSSID() const;
  String softAPPSK() const;
};
