#pragma once
#include <functional>

#include "ESP8266WiFiGeneric.h"
#include "ESP8266WiFiType.h"

class ESP8266WiFiScanClass {
 public:
  int8_t scanNetworks(bool async = false, bool showHidden = false, uint8_t channel = 0,
                      uint8_t* ssid = nullptr);
  void scanNetworksAsync(std::function<void(int)> onComplete, bool showHidden = false);
  int8_t scanComplete();
  void scanDelete();

  bool getNetworkInfo(uint8_t item, String& ssid, uint8_t& encryptionType, int32_t& rssi,
                      uint8_t*& bssid, int32_t& channel, bool& isHidden);
  String SSID(uint8_t item);
  uint8_t encryptionType(uint8_t item);
  int32_t RSSI(uint8_t item);
  uint8_t* BSSID(uint8_t item);
  uint8_t* BSSID(uint8_t item, uint8_t* bssid);
  String BSSIDstr(uint8_t item);
  int32_t channel(uint8_t item);
  bool isHidden(uint8_t item);
};
