#include "SPI.h"

#include "host.h"
#include "host_pins.h"

namespace {

constexpr uint32_t MOST_AT_ONCE = 1024;
constexpr uint32_t SLOWEST = 1000;
constexpr uint32_t DIVIDED = 16000000;
/// What a byte costs besides its bits.
constexpr uint64_t BYTE_NANOS = 300;

uint8_t turned(uint8_t value) {
  uint8_t turned = 0;
  for (int i = 0; i < 8; i++) {
    turned |= static_cast<uint8_t>((value >> i & 1) << (7 - i));
  }
  return turned;
}

/// 2 to 128, of the numbers by which sketches call them.
uint32_t division(uint32_t divider) {
  switch (divider) {
    case SPI_CLOCK_DIV2: return 2;
    case SPI_CLOCK_DIV8: return 8;
    case SPI_CLOCK_DIV16: return 16;
    case SPI_CLOCK_DIV32: return 32;
    case SPI_CLOCK_DIV64: return 64;
    case SPI_CLOCK_DIV128: return 128;
    default: return 4;
  }
}

}  // namespace

SPIClass SPI;

bool SPIClass::pins(int8_t, int8_t, int8_t, int8_t ss) {
  selectPin_ = ss < 0 ? PIN_SPI_SS : static_cast<uint8_t>(ss);
  return true;
}

void SPIClass::begin() {
  pinMode(PIN_SPI_SCK, OUTPUT);
  pinMode(PIN_SPI_MOSI, OUTPUT);
  pinMode(PIN_SPI_MISO, INPUT);
#ifdef __AVR__
  // for those who send by the registers then
  SPCR |= 1 << SPE | 1 << MSTR;
#endif
}

void SPIClass::setHwCs(bool use) {
  ownSelect_ = use;
  if (use) {
    pinMode(selectPin_, OUTPUT);
    digitalWrite(selectPin_, HIGH);
  }
}

void SPIClass::beginTransaction(SPISettings settings) {
  settings_ = settings;
  setFrequency(settings._clock);
}

void SPIClass::setFrequency(uint32_t hertz) {
  settings_._clock = hertz < SLOWEST ? SLOWEST : hertz;
}

void SPIClass::setClockDivider(uint32_t divider) { setFrequency(DIVIDED / division(divider)); }

uint8_t SPIClass::transfer(uint8_t value) {
  transfer(&value, 1);
  return value;
}

uint16_t SPIClass::transfer16(uint16_t value) {
  bool high = settings_._bitOrder == MSBFIRST;
  uint8_t bytes[2] = {highByte(value), lowByte(value)};
  uint8_t other[2] = {bytes[1], bytes[0]};
  uint8_t* both = high ? bytes : other;
  transfer(both, 2);
  return static_cast<uint16_t>(high ? both[0] << 8 | both[1] : both[1] << 8 | both[0]);
}

void SPIClass::transfer(void* bytes, size_t size) {
  uint8_t* both = static_cast<uint8_t*>(bytes);
  transferBytes(both, both, static_cast<uint32_t>(size));
}

void SPIClass::transferBytes(const uint8_t* out, uint8_t* in, uint32_t size) {
  bool turn = settings_._bitOrder == LSBFIRST;
  if (ownSelect_) {
    digitalWrite(selectPin_, LOW);
  }
  for (uint32_t done = 0; done < size;) {
    uint8_t part[MOST_AT_ONCE];
    uint32_t count = size - done < MOST_AT_ONCE ? size - done : MOST_AT_ONCE;
    for (uint32_t i = 0; i < count; i++) {
      uint8_t value = out == nullptr ? 0xFF : out[done + i];
      part[i] = turn ? turned(value) : value;
    }
    host::In answer =
        host::askTimed(host::Out(host::BUS_SPI).u64(host::now()).blob(part, count));
    host::Bytes came = answer.blob();
    for (uint32_t i = 0; i < count && i < came.size && in != nullptr; i++) {
      in[done + i] = turn ? turned(came.data[i]) : came.data[i];
    }
    host::spend(count * (8 * host::SECOND / settings_._clock + BYTE_NANOS));
    done += count;
  }
  if (ownSelect_) {
    digitalWrite(selectPin_, HIGH);
  }
}

void SPIClass::write16(uint16_t value, bool highFirst) {
  uint8_t bytes[2] = {highByte(value), lowByte(value)};
  uint8_t other[2] = {bytes[1], bytes[0]};
  writeBytes(highFirst ? bytes : other, 2);
}

void SPIClass::write32(uint32_t value, bool highFirst) {
  write16(static_cast<uint16_t>(highFirst ? value >> 16 : value), highFirst);
  write16(static_cast<uint16_t>(highFirst ? value : value >> 16), highFirst);
}

void SPIClass::writePattern(const uint8_t* bytes, uint8_t size, uint32_t repeat) {
  for (uint32_t i = 0; i < repeat; i++) {
    writeBytes(bytes, size);
  }
}
