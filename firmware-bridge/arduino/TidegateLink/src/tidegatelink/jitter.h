#pragma once
#include <stdint.h>
#include <string.h>

#include "crc32.h"

namespace tidegate {

/// Spreads the waits of many boards by their ids: the same for one board, no entropy needed.
class Jitter {
 public:
  void start(const char* device) {
    Crc32 crc;
    crc.add(device, strlen(device));
    perMille_ = static_cast<uint16_t>(750 + crc.value() % 501);
  }

  /// Of at most half a minute.
  uint16_t of(uint16_t millis) const {
    return static_cast<uint16_t>(static_cast<uint32_t>(millis) * perMille_ / 1000);
  }

 private:
  uint16_t perMille_ = 1000;
};

}  // namespace tidegate
