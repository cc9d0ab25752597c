#include "Arduino.h"
#include "host.h"
#include "host_avr.h"
#include "host_pins.h"

namespace tgsim {
namespace avr {
namespace {

constexpr uint8_t SPI_CONTROL = 0x4C;
constexpr uint8_t SPI_STATUS = 0x4D;
constexpr uint8_t SPI_DATA = 0x4E;
constexpr uint8_t SPI_BITS = 8;

uint64_t sentAt_ = 0;

/// Of the clock's two ways, halves of nanoseconds a bit.
uint64_t bitTime() {
  constexpr uint8_t SHIFTS[] = {2, 4, 6, 7};
  int shift = SHIFTS[kept(SPI_CONTROL) & 3] - (kept(SPI_STATUS) & 1 << SPI2X ? 1 : 0);
  return 125ull << shift;
}

uint8_t turnedAround(uint8_t value) {
  uint8_t turned = 0;
  for (int i = 0; i < SPI_BITS; i++) {
    turned |= static_cast<uint8_t>((value >> i & 1) << (SPI_BITS - 1 - i));
  }
  return turned;
}

/// The byte goes, and what comes meanwhile takes its place.
void writeData(uint8_t, uint8_t value) {
  if ((kept(SPI_CONTROL) & 1 << SPE) == 0) {
    kept(SPI_DATA) = value;
    return;
  }
  bool turned = (kept(SPI_CONTROL) & 1 << DORD) != 0;
  uint8_t out = turned ? turnedAround(value) : value;
  In answer = askTimed(Out(BUS_SPI).u64(now()).blob(&out, 1));
  Bytes came = answer.blob();
  uint8_t in = came.size == 1 ? came.data[0] : 0xFF;
  kept(SPI_DATA) = turned ? turnedAround(in) : in;
  sentAt_ = now() + SPI_BITS * bitTime() / 2;
}

uint8_t readStatusOfSpi(uint8_t) {
  return static_cast<uint8_t>((kept(SPI_STATUS) & 1 << SPI2X) | (sentAt_ <= now() ? 1 << SPIF : 0));
}

void writeStatusOfSpi(uint8_t address, uint8_t value) { kept(address) = value & 1 << SPI2X; }

__attribute__((constructor(103))) void beginSpi() {
  own(SPI_DATA, SPI_DATA, {nullptr, writeData});
  own(SPI_STATUS, SPI_STATUS, {readStatusOfSpi, writeStatusOfSpi});
}

}  // namespace
}  // namespace avr
}  // namespace tgsim
