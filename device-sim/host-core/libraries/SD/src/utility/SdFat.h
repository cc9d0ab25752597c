#pragma once
#include <stdint.h>

#include "Arduino.h"

#define SD_CHIP_SELECT_PIN SS

#define SPI_FULL_SPEED 0
#define SPI_HALF_SPEED 1
#define SPI_QUARTER_SPEED 2

#define SD_CARD_TYPE_SD1 1
#define SD_CARD_TYPE_SD2 2
#define SD_CARD_TYPE_SDHC 3

// Of open(), with the values that they have there.
#undef O_RDONLY
#undef O_WRONLY
#undef O_RDWR
#undef O_APPEND
#undef O_SYNC
#undef O_CREAT
#undef O_EXCL
#undef O_TRUNC
static const uint8_t O_READ = 0x01;
static const uint8_t O_RDONLY = O_READ;
static const uint8_t O_WRITE = 0x02;
static const uint8_t O_WRONLY = O_WRITE;
static const uint8_t O_RDWR = O_READ | O_WRITE;
static const uint8_t O_APPEND = 0x04;
static const uint8_t O_SYNC = 0x08;
static const uint8_t O_CREAT = 0x10;
static const uint8_t O_EXCL = 0x20;
static const uint8_t O_TRUNC = 0x40;

static const uint8_t LS_DATE = 1;
static const uint8_t LS_SIZE = 2;
static const uint8_t LS_R = 4;

/// The card itself, as those ask for it who want to know how large it is.
class Sd2Card {
 public:
  uint8_t init(uint8_t speed = SPI_FULL_SPEED, uint8_t csPin = SD_CHIP_SELECT_PIN);
  uint8_t type() const { return SD_CARD_TYPE_SDHC; }
  uint32_t cardSize();
  uint8_t errorCode() const { return 1; }
};

class SdVolume {
 public:
  uint8_t init(Sd2Card& card);
  uint8_t init(Sd2Card* card) { return init(*card); }
  uint8_t fatType() const { return 32; }
  uint8_t blocksPerCluster() const;
  uint32_t clusterCount() const;
};

/// The topmost folder, to be printed.
class SdFile {
 public:
  uint8_t openRoot(SdVolume& volume);
  uint8_t openRoot(SdVolume* volume) { return openRoot(*volume); }
  void ls(uint8_t flags = 0, uint8_t indent = 0);
  uint8_t close() { return 1; }
};
