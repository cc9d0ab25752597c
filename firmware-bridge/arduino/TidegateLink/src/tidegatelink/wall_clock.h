#pragma once
#include <stdint.h>
#include <string.h>

#include "field_reader.h"

namespace tidegate {

/// The time that the gateway sends. Seconds in 32 bits, good until 2106: 64-bit division would
/// cost an Uno more flash than the rest of it.
class WallClock {
 public:
  /// `digits` is a decimal of up to 15 digits, milliseconds since 1970.
  void set(const char* digits, bool synchronised, uint32_t now) {
    uint16_t length = static_cast<uint16_t>(strlen(digits));
    uint16_t whole = length > 3 ? length - 3 : 0;
    uint32_t seconds = 0;
    uint32_t millis = 0;
    if (whole > 0 && !FieldReader::readNumber(digits, whole, seconds)) {
      return;
    }
    for (const char* at = digits + whole; *at != 0; at++) {
      millis = millis * 10 + static_cast<uint8_t>(*at - '0');
    }
    seconds_ = seconds;
    at_ = now - millis;
    known_ = true;
    synchronised_ = synchronised;
  }

  bool known() const { return known_; }
  bool synchronised() const { return known_ && synchronised_; }

  /// Seconds since 1970, 0 when no time has come. Right for 49 days after the last one.
  uint32_t seconds(uint32_t now) const { return known_ ? seconds_ + (now - at_) / 1000 : 0; }

  /// The milliseconds of that second.
  uint16_t millis(uint32_t now) const {
    return known_ ? static_cast<uint16_t>((now - at_) % 1000) : 0;
  }

 private:
  bool known_ = false;
  bool synchronised_ = false;
  uint32_t seconds_ = 0;
  uint32_t at_ = 0;
};

}  // namespace tidegate
