#pragma once
#include <stdint.h>
#include <string.h>

#include "characters.h"

namespace tidegate {

/// The time that the gateway sends, up to the year 2096: seconds in 32 bits, for 64-bit division
/// would cost an Uno more flash than the rest of it.
class WallClock {
 public:
  /// `digits` is a decimal of up to 15 digits, milliseconds since 1970; it is cut. What is
  /// behind the year 2096 is ignored. `quality` is that of a `t`.
  void set(char* digits, char quality, uint32_t now) {
    uint8_t length = static_cast<uint8_t>(strlen(digits));
    if (length > 13 || (length == 13 && *digits >= '4')) {
      return;
    }
    char* millis = digits + (length > 3 ? length - 3 : 0);
    at_ = now - readDecimal(millis);
    *millis = 0;
    seconds_ = readDecimal(digits);
    quality_ = quality;
  }

  bool known() const { return quality_ != 0; }
  bool synchronised() const { return quality_ == 's'; }

  /// Seconds since 1970, 0 when no time has come. Right for 49 days after the last one.
  uint32_t seconds(uint32_t now) const { return known() ? seconds_ + (now - at_) / 1000 : 0; }

  /// The milliseconds of that second.
  uint16_t millis(uint32_t now) const {
    return known() ? static_cast<uint16_t>((now - at_) % 1000) : 0;
  }

 private:
  char quality_ = 0;
  uint32_t seconds_ = 0;
  uint32_t at_ = 0;
};

}  // namespace tidegate
