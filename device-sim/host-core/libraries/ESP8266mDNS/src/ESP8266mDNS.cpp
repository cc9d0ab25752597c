#include "ESP8266mDNS.h"

#include "host.h"

MDNSResponder MDNS;

bool MDNSResponder::begin(const char* hostname, const IPAddress&, uint32_t) {
  if (hostname == nullptr || hostname[0] == 0) {
    return false;
  }
  host::note("mDNS: names and services are not announced on any network");
  begun_ = true;
  return true;
}

bool MDNSResponder::end() {
  begun_ = false;
  return true;
}
