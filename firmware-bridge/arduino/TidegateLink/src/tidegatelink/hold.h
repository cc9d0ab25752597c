#pragma once
#include <stdint.h>

namespace tidegate {

/// The gateway has so many of the oldest readings and is not sure of them yet: no need to repeat.
class Hold {
 public:
  void begin(uint16_t count, uint32_t seconds, uint32_t now) {
    count_ = count;
    since_ = now;
    millis_ = static_cast<uint16_t>(seconds < 60 ? seconds : 60) * 1000U;
  }

  void end() { count_ = 0; }

  /// The oldest readings are no longer held.
  void drop(uint16_t count) { count_ = count_ > count ? count_ - count : 0; }

  bool isOn(uint32_t now) {
    if (count_ > 0 && now - since_ >= millis_) {
      count_ = 0;
    }
    return count_ > 0;
  }

 private:
  uint16_t count_ = 0;
  uint16_t millis_ = 0;
  uint32_t since_ = 0;
};

}  // namespace tidegate
