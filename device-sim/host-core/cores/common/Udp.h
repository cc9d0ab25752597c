#pragma once
#include "IPAddress.h"
#include "Stream.h"

/// Packets: one is built with beginPacket, write, endPacket; one that has come is looked for with
/// parsePacket and read from.
class UDP : public Stream {
 public:
  virtual uint8_t begin(uint16_t port) = 0;
  virtual uint8_t beginMulticast(IPAddress, uint16_t) { return 0; }
  virtual void stop() = 0;

  virtual int beginPacket(IPAddress address, uint16_t port) = 0;
  virtual int beginPacket(const char* host, uint16_t port) = 0;
  virtual int endPacket() = 0;
  size_t write(uint8_t value) override = 0;
  size_t write(const uint8_t* bytes, size_t size) override = 0;
  using Print::write;

  virtual int parsePacket() = 0;
  int available() override = 0;
  int read() override = 0;
  int read(unsigned char* into, size_t room) override = 0;
  virtual int read(char* into, size_t room) = 0;
  int peek() override = 0;
  void flush() override = 0;

  virtual IPAddress remoteIP() = 0;
  virtual uint16_t remotePort() = 0;

 protected:
  uint8_t* rawIPAddress(IPAddress& address) { return address.raw_address(); }
  const uint8_t* rawIPAddress(const IPAddress& address) { return address.raw_address(); }
};
