#pragma once
#include <stdint.h>

#include "shared.h"

namespace tidegate {

/// The next of waits that grow to half a minute.
inline uint16_t twice(uint16_t millis) {
  return millis < 15000 ? 2 * millis : 30000;
}

/// Spreads the waits of many boards by their ids: the same for one board, no entropy needed.
class Jitter {
 public:
  /// `deviceCheck` is the CRC-32 of the device's id.
  void start(uint32_t deviceCheck) { perMille_ = static_cast<uint16_t>(750 + deviceCheck % 501); }

  /// Of at most half a minute.
  TIDEGATE_SHARED uint16_t of(uint16_t millis) const {
    return static_cast<uint16_t>(static_cast<uint32_t>(millis) * perMille_ / 1000);
  }

 private:
  uint16_t perMille_ = 0;
};

}  // namespace tidegate
