#pragma once
#include <stdint.h>

namespace tidegate {

/// The gateway has readings up to a number and is not sure of them yet: no need to repeat.
class Hold {
 public:
  void begin(uint32_t seq, uint32_t seconds, uint32_t now) {
    on_ = true;
    seq_ = seq;
    since_ = now;
    millis_ = static_cast<uint16_t>(seconds < 60 ? seconds : 60) * 1000U;
  }

  void end() { on_ = false; }

  bool covers(uint32_t base, uint32_t now) {
    if (on_ && (now - since_ >= millis_ || base > seq_)) {
      on_ = false;
    }
    return on_;
  }

 private:
  bool on_ = false;
  uint16_t millis_ = 0;
  uint32_t seq_ = 0;
  uint32_t since_ = 0;
};

}  // namespace tidegate
