#pragma once
#include "WiFiClient.h"
#include "WiFiServer.h"

#ifndef MAX_MONITORED_CLIENTS
#define MAX_MONITORED_CLIENTS 5
#endif

/// A server as Arduino's other networks have it: it keeps its guests itself, available() gives one
/// that has said something, and what is printed to it goes to all of them.
template <class TServer, class TClient>
class ArduinoCompatibleWiFiServerTemplate : public TServer, public Print {
 public:
  ArduinoCompatibleWiFiServerTemplate(uint16_t port) : TServer(port) {}
  ArduinoCompatibleWiFiServerTemplate(const IPAddress& address, uint16_t port)
      : TServer(address, port) {}

  TClient accept() { return TServer::accept(); }

  /// Each guest has its turn.
  TClient available() {
    welcome();
    for (int i = 0; i < MAX_MONITORED_CLIENTS; i++) {
      turn_ = (turn_ + 1) % MAX_MONITORED_CLIENTS;
      if (guests_[turn_].available() > 0) {
        return guests_[turn_];
      }
    }
    return TClient();
  }

  size_t write(uint8_t value) override { return write(&value, 1); }
  size_t write(const uint8_t* bytes, size_t size) override {
    welcome();
    bool anybody = false;
    for (TClient& guest : guests_) {
      anybody = (guest.connected() && guest.write(bytes, size) == size) || anybody;
    }
    return anybody ? size : 0;
  }
  using Print::write;

  void flush() override { flush(0); }
  virtual void flush(unsigned int maxWaitMs) {
    for (TClient& guest : guests_) {
      if (guest.connected()) {
        guest.flush(maxWaitMs);
      }
    }
  }

  operator bool() { return TServer::status() == LISTEN; }
  void close() {
    TServer::close();
    for (TClient& guest : guests_) {
      guest.stop();
    }
  }
  void stop() { close(); }
  void end() { close(); }

 private:
  TClient guests_[MAX_MONITORED_CLIENTS];
  int turn_ = 0;

  /// Who comes has the place of one that has gone; with none free they wait at the door.
  void welcome() {
    for (TClient& guest : guests_) {
      if (!guest.connected() && guest.available() == 0 && TServer::hasClient()) {
        guest = TServer::accept();
      }
    }
  }
};

using ArduinoWiFiServer = ArduinoCompatibleWiFiServerTemplate<WiFiServer, WiFiClient>;
