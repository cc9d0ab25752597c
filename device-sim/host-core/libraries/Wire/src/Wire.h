#pragma once
#include <stddef.h>
#include <stdint.h>

#include "Stream.h"

#ifdef __AVR__
#define BUFFER_LENGTH 32
#else
#define BUFFER_LENGTH 128
#endif
#ifndef I2C_BUFFER_LENGTH
#define I2C_BUFFER_LENGTH BUFFER_LENGTH
#endif
#define WIRE_HAS_END 1

/// The board as the one that asks. What is sent goes out with endTransmission(), what is wanted
/// comes with requestFrom().
class TwoWire : public Stream {
 public:
  void begin();
  void begin(int sda, int scl);
  /// As one that is asked; there is nobody else on the wires who would.
  void begin(int sda, int scl, uint8_t address);
  void begin(uint8_t address);
  void begin(int address) { begin(static_cast<uint8_t>(address)); }
  void end() {}
  void pins(int sda, int scl) { begin(sda, scl); }
  void setClock(uint32_t hertz);
  void setClockStretchLimit(uint32_t) {}
  void setWireTimeout(uint32_t = 25000, bool = false) {}
  bool getWireTimeoutFlag() { return false; }
  void clearWireTimeoutFlag() {}
  /// 0: both wires are high. 1: one is held low.
  uint8_t status();

  void beginTransmission(uint8_t address);
  void beginTransmission(int address) { beginTransmission(static_cast<uint8_t>(address)); }
  /// 0 done, 1 too much for the buffer (an Uno's only), 2 nobody answered, 3 a byte was refused,
  /// 4 the wires are held (an Uno: 5, after its timeout).
  uint8_t endTransmission() { return endTransmission(static_cast<uint8_t>(true)); }
  uint8_t endTransmission(uint8_t stop);

  /// How many came: all, or none.
  size_t requestFrom(uint8_t address, size_t size, bool stop);
  uint8_t requestFrom(uint8_t address, uint8_t size, uint8_t stop) {
    return static_cast<uint8_t>(requestFrom(address, static_cast<size_t>(size), stop != 0));
  }
  uint8_t requestFrom(uint8_t address, uint8_t size) { return requestFrom(address, size, uint8_t{1}); }
  uint8_t requestFrom(int address, int size) {
    return requestFrom(static_cast<uint8_t>(address), static_cast<uint8_t>(size));
  }
  uint8_t requestFrom(int address, int size, int stop) {
    return requestFrom(static_cast<uint8_t>(address), static_cast<uint8_t>(size),
                       static_cast<uint8_t>(stop));
  }

  size_t write(uint8_t value) override;
  size_t write(const uint8_t* bytes, size_t size) override;
  size_t write(unsigned long value) { return write(static_cast<uint8_t>(value)); }
  size_t write(long value) { return write(static_cast<uint8_t>(value)); }
  size_t write(unsigned int value) { return write(static_cast<uint8_t>(value)); }
  size_t write(int value) { return write(static_cast<uint8_t>(value)); }
  using Print::write;
  int available() override;
  int read() override;
  int peek() override;
  void flush() override {}

  void onReceive(void (*handler)(int));
  void onReceive(void (*handler)(size_t));
  void onRequest(void (*handler)(void));

 private:
  uint32_t hertz_ = 100000;
  uint8_t address_ = 0;
  bool transmitting_ = false;
  bool tooMuch_ = false;
  uint8_t out_[I2C_BUFFER_LENGTH];
  size_t outSize_ = 0;
  uint8_t in_[I2C_BUFFER_LENGTH];
  size_t inSize_ = 0;
  size_t inAt_ = 0;

  void passes(size_t bytes);
};

extern TwoWire Wire;
