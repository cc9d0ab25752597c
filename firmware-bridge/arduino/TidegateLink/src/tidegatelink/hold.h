#pragma once
#include <stdint.h>

#include "ring.h"

namespace tidegate {

/// To zero at least.
inline void reduce(uint16_t& number, uint16_t by) {
  number = number > by ? number - by : 0;
}

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
  void drop(uint16_t count) { reduce(count_, count); }

  bool isOn(const Ring& ring) {
    if (count_ > 0 && ring.havePassed(millis_, since_)) {
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
