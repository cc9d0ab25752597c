#pragma once
#include <functional>

#include "Arduino.h"
#include "IPAddress.h"

/// Takes names and services as on the chip, and announces none: a simulated board has no place on
/// this machine's network.
class MDNSResponder {
 public:
  typedef void* hMDNSService;
  typedef void* hMDNSTxt;

  bool begin(const char* hostname, const IPAddress& = IPAddress(), uint32_t = 120);
  bool begin(const String& hostname, const IPAddress& ip = IPAddress(), uint32_t ttl = 120) {
    return begin(hostname.c_str(), ip, ttl);
  }
  bool close() { return end(); }
  bool end();
  bool update() { return begun_; }
  void notifyAPChange() {}
  bool isRunning() { return begun_; }
  bool setHostname(const char* hostname) { return hostname != nullptr && hostname[0] != 0; }
  bool setHostname(const String& hostname) { return setHostname(hostname.c_str()); }

  hMDNSService addService(const char*, const char*, const char*, uint16_t) { return service(); }
  hMDNSService addService(const char*, const char*, uint16_t) { return service(); }
  hMDNSService addService(const String&, const String&, uint16_t) { return service(); }
  bool removeService(hMDNSService) { return begun_; }
  hMDNSTxt addServiceTxt(hMDNSService, const char*, const char*) { return service(); }
  template <typename Value>
  bool addServiceTxt(const char*, const char*, const char*, Value) {
    return begun_;
  }
  bool addServiceTxt(const String&, const String&, const String&, const String&) { return begun_; }
  void enableArduino(uint16_t, bool = false) {}

  int queryService(const char*, const char*, uint16_t = 1000) { return 0; }
  int queryService(const String&, const String&) { return 0; }
  bool removeQuery() { return true; }
  String hostname(int) { return String(); }
  IPAddress IP(int) { return IPAddress(); }
  uint16_t port(int) { return 0; }

 private:
  void* service() { return begun_ ? this : nullptr; }

  bool begun_ = false;
};

extern MDNSResponder MDNS;
