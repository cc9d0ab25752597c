#pragma once
#include <stddef.h>
#include <stdint.h>

namespace tidegate {

/// The CRC-32 of zlib and Ethernet, byte by byte. Bit by bit inside: a table costs 64 bytes of
/// flash, and at 115200 baud a 16 MHz chip has ten times the time this takes for a byte.
class Crc32 {
 public:
  void add(uint8_t byte) {
    state_ ^= byte;
    for (uint8_t bit = 0; bit < 8; bit++) {
      bool carry = state_ & 1;
      state_ >>= 1;
      if (carry) {
        state_ ^= 0xEDB88320UL;
      }
    }
  }

  void add(const void* bytes, size_t length) {
    const uint8_t* next = static_cast<const uint8_t*>(bytes);
    while (length-- > 0) {
      add(*next++);
    }
  }

  uint32_t value() const { return ~state_; }

 private:
  uint32_t state_ = 0xFFFFFFFFUL;
};

}  // namespace tidegate
