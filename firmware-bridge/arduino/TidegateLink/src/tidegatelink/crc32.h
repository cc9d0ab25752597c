#pragma once
#include <stdint.h>

#include "shared.h"

namespace tidegate {

/// Where a CRC starts that is built byte by byte; at the end all its bits are turned.
constexpr uint32_t crcStart = 0xFFFFFFFFUL;

/// One byte of the CRC-32 of zlib and Ethernet. Bit by bit: a table costs 64 bytes of flash, and
/// at 115200 baud a 16 MHz chip has ten times the time that this takes for a byte.
TIDEGATE_SHARED inline uint32_t crcAdd(uint32_t crc, uint8_t byte) {
  crc ^= byte;
  for (uint8_t bit = 8; bit > 0; bit--) {
    bool carry = static_cast<uint8_t>(crc) & 1;
    crc >>= 1;
    if (carry) {
      crc ^= 0xEDB88320UL;
    }
  }
  return crc;
}

/// The CRC-32 of bytes in memory; `before` is that of what stands before them.
inline uint32_t crc32(const void* bytes, uint16_t length, uint32_t before = 0) {
  const uint8_t* next = static_cast<const uint8_t*>(bytes);
  uint32_t crc = ~before;
  for (; length > 0; length--) {
    crc = crcAdd(crc, *next++);
  }
  return ~crc;
}

}  // namespace tidegate
