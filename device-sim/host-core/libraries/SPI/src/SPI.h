#pragma once
#include <stddef.h>
#include <stdint.h>

#include "Arduino.h"

#define SPI_HAS_TRANSACTION 1

#ifdef __AVR__
#define SPI_CLOCK_DIV4 0x00
#define SPI_CLOCK_DIV16 0x01
#define SPI_CLOCK_DIV64 0x02
#define SPI_CLOCK_DIV128 0x03
#define SPI_CLOCK_DIV2 0x04
#define SPI_CLOCK_DIV8 0x05
#define SPI_CLOCK_DIV32 0x06
#define SPI_MODE0 0x00
#define SPI_MODE1 0x04
#define SPI_MODE2 0x08
#define SPI_MODE3 0x0C
#else
#define SPI_CLOCK_DIV2 0x00101001
#define SPI_CLOCK_DIV4 0x00241001
#define SPI_CLOCK_DIV8 0x004C1001
#define SPI_CLOCK_DIV16 0x009C1001
#define SPI_CLOCK_DIV32 0x013C1001
#define SPI_CLOCK_DIV64 0x027C1001
#define SPI_CLOCK_DIV128 0x04FC1001
const uint8_t SPI_MODE0 = 0x00;
const uint8_t SPI_MODE1 = 0x01;
const uint8_t SPI_MODE2 = 0x10;
const uint8_t SPI_MODE3 = 0x11;
#endif

class SPISettings {
 public:
  SPISettings() {}
  SPISettings(uint32_t clock, uint8_t bitOrder, uint8_t dataMode)
      : _clock(clock), _bitOrder(bitOrder), _dataMode(dataMode) {}
  uint32_t _clock = 1000000;
  uint8_t _bitOrder = MSBFIRST;
  uint8_t _dataMode = SPI_MODE0;
};

/// The board as the one that gives the clock. Whose wire is low when bytes go, takes part.
class SPIClass {
 public:
  bool pins(int8_t, int8_t, int8_t, int8_t ss);
  void begin();
  void end() {}
  /// The chip moves the wire of SS by itself.
  void setHwCs(bool use);
  void beginTransaction(SPISettings settings);
  void endTransaction() {}
  void setBitOrder(uint8_t bitOrder) { settings_._bitOrder = bitOrder; }
  void setDataMode(uint8_t dataMode) { settings_._dataMode = dataMode; }
  void setFrequency(uint32_t hertz);
  void setClockDivider(uint32_t divider);
  void usingInterrupt(uint8_t) {}
  void notUsingInterrupt(uint8_t) {}

  uint8_t transfer(uint8_t value);
  uint16_t transfer16(uint16_t value);
  /// What comes takes the place of what went.
  void transfer(void* bytes, size_t size);
  void transferBytes(const uint8_t* out, uint8_t* in, uint32_t size);
  void write(uint8_t value) { transfer(value); }
  void write16(uint16_t value) { transfer16(value); }
  void write16(uint16_t value, bool highFirst);
  void write32(uint32_t value) { write32(value, true); }
  void write32(uint32_t value, bool highFirst);
  void writeBytes(const uint8_t* bytes, uint32_t size) { transferBytes(bytes, nullptr, size); }
  void writePattern(const uint8_t* bytes, uint8_t size, uint32_t repeat);

 private:
  SPISettings settings_;
  bool ownSelect_ = false;
  uint8_t selectPin_ = PIN_SPI_SS;
};

extern SPIClass SPI;
