#pragma once
#include <vector>

#include "ESP8266WiFi.h"

#define WIFI_CONNECT_TIMEOUT_MS 5000

/// Several networks, of which the strongest that is there is joined.
class ESP8266WiFiMulti {
 public:
  bool addAP(const char* ssid, const char* passphrase = nullptr);
  bool existsAP(const char* ssid, const char* passphrase = nullptr);
  wl_status_t run(uint32_t timeoutMillis = WIFI_CONNECT_TIMEOUT_MS);
  void cleanAPlist() { known_.clear(); }
  int count() { return static_cast<int>(known_.size()); }

 private:
  struct Known {
    String ssid;
    String passphrase;
  };

  wl_status_t join(const Known& network, uint32_t timeoutMillis);

  std::vector<Known> known_;
};
