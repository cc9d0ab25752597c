#pragma once
#include <SPI.h>

#include "FS.h"

#define SD_SCK_MHZ(megahertz) (1000000UL * (megahertz))
#define SPI_FULL_SPEED SD_SCK_MHZ(50)
#define SPI_DIV3_SPEED SD_SCK_MHZ(16)
#define SPI_HALF_SPEED SD_SCK_MHZ(4)
#define SPI_DIV6_SPEED SD_SCK_MHZ(8)
#define SPI_QUARTER_SPEED SD_SCK_MHZ(2)
#define SPI_EIGHTH_SPEED SD_SCK_MHZ(1)

/// Where the card is wired to, which makes no difference here.
class SDFSConfig : public fs::FSConfig {
 public:
  static constexpr uint32_t FSId = 0x53444653;
  SDFSConfig(uint8_t csPin = 4, uint32_t spi = SD_SCK_MHZ(10))
      : FSConfig(FSId, false), _csPin(csPin), _part(0), _spiSettings(spi) {}
  SDFSConfig setAutoFormat(bool autoFormat = true) {
    _autoFormat = autoFormat;
    return *this;
  }
  SDFSConfig setCSPin(uint8_t pin) {
    _csPin = pin;
    return *this;
  }
  SDFSConfig setSPI(uint32_t spi) {
    _spiSettings = spi;
    return *this;
  }
  SDFSConfig setPart(uint8_t part) {
    _part = part;
    return *this;
  }

  uint8_t _csPin;
  uint8_t _part;
  uint32_t _spiSettings;
};

extern fs::FS SDFS;
