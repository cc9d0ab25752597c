#pragma once
#include "Udp.h"

#define UDP_TX_PACKET_MAX_SIZE 8192

namespace tgsim {
class Datagrams;
}

class WiFiUDP : public UDP {
 public:
  WiFiUDP();
  WiFiUDP(const WiFiUDP& other);
  WiFiUDP& operator=(const WiFiUDP& other);
  virtual ~WiFiUDP();
  operator bool() const { return open_ != nullptr; }

  uint8_t begin(uint16_t port) override;
  virtual uint8_t beginMulticast(IPAddress group, uint16_t port) override;
  uint8_t beginMulticast(IPAddress, IPAddress group, uint16_t port) {
    return beginMulticast(group, port);
  }
  void stop() override;

  int beginPacket(IPAddress ip, uint16_t port) override;
  int beginPacket(const char* host, uint16_t port) override;
  virtual int beginPacketMulticast(IPAddress group, uint16_t port, IPAddress, int = 1) {
    return beginPacket(group, port);
  }
  int endPacket() override;
  size_t write(uint8_t byte) override { return write(&byte, 1); }
  size_t write(const uint8_t* bytes, size_t size) override;
  using Print::write;

  int parsePacket() override;
  int available() override;
  int read() override;
  int read(unsigned char* into, size_t size) override;
  int read(char* into, size_t size) override {
    return read(reinterpret_cast<unsigned char*>(into), size);
  }
  int peek() override;
  void flush() override { endPacket(); }

  IPAddress remoteIP() override;
  uint16_t remotePort() override;
  IPAddress destinationIP() const;
  uint16_t localPort() const;

  static void stopAll() { stopAllExcept(nullptr); }
  static void stopAllExcept(WiFiUDP* except);

 private:
  tgsim::Datagrams* ensure(uint16_t port);
  void leave();

  tgsim::Datagrams* open_ = nullptr;
  WiFiUDP* next_;
};
