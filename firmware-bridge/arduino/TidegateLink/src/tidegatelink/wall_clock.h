#pragma once
#include <stdint.h>
#include <string.h>


namespace tidegate {

/// The time that the gateway sends, up to the year 2096: seconds in 32 bits, for 64-bit division
/// would cost an Uno more flash than the rest of it.
class WallClock {
 public:
  /// `digits` is a decimal of up to 15 digits, milliseconds since 1970.
  void set(const char* digits, bool synchronised, uint32_t now) {
    uint8_t length = static_cast<uint8_t>(strlen(digits));
    if (length > 13 || (length == 13 && *digits >= '4')) {
      return;
    }
    seconds_ = 0;
    uint16_t millis = 0;
    for (; length > 0; length--, digits++) {
      uint8_t digit = static_cast<uint8_t>(*digits - '0');
      if (length > 3) {
        seconds_ = seconds_ * 10 + digit;
      } else {
        millis = static_cast<uint16_t>(millis * 10 + digit);
      }
    }
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
