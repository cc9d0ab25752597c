#pragma once
#include "IPAddress.h"
#include "Server.h"
#include "WiFiClient.h"
#include "wl_definitions.h"

namespace tgsim {
class Door;
}

class WiFiServer {
 public:
  using ClientType = WiFiClient;

  WiFiServer(uint16_t port = 23) : port_(port) {}
  WiFiServer(const IPAddress&, uint16_t port) : port_(port) {}
  virtual ~WiFiServer() { close(); }
  WiFiServer(const WiFiServer& other) : port_(other.port_), noDelay_(other.noDelay_) {}
  WiFiServer& operator=(const WiFiServer& other);

  void begin() { begin(port_); }
  void begin(uint16_t port) { begin(port, 0); }
  void begin(uint16_t port, uint8_t backlog);

  WiFiClient accept();
  WiFiClient available(uint8_t* status = nullptr);
  bool hasClient();
  size_t hasClientData();
  bool hasMaxPendingClients();

  void setNoDelay(bool noDelay) { noDelay_ = noDelay; }
  bool getNoDelay() { return noDelay_; }
  uint8_t status() { return door_ == nullptr ? CLOSED : LISTEN; }
  uint16_t port() const { return port_; }
  void close();
  void stop() { close(); }
  void end() { close(); }
  explicit operator bool() { return door_ != nullptr; }

 protected:
  tgsim::Socket* next();

 private:
  uint16_t port_;
  bool noDelay_ = false;
  tgsim::Door* door_ = nullptr;
};
