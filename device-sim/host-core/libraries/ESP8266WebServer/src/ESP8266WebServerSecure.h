#pragma once
#include "ESP8266WebServer.h"

namespace BearSSL {

class ESP8266WebServerSecure : public ESP8266WebServer {
 public:
  ESP8266WebServerSecure(int port = 443)
      : ESP8266WebServer(new WiFiServerSecure(static_cast<uint16_t>(port))) {}
  ESP8266WebServerSecure(IPAddress, int port = 443) : ESP8266WebServerSecure(port) {}

  WiFiServerSecure& getServer() { return static_cast<WiFiServerSecure&>(*server_); }

 protected:
  std::unique_ptr<WiFiClient> accept() override { return getServer().accept().clone(); }
};

}  // namespace BearSSL

using ESP8266WebServerSecure = BearSSL::ESP8266WebServerSecure;
