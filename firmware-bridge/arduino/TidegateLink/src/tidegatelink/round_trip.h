#pragma once
#include <stdint.h>

#include "jitter.h"

namespace tidegate {

/// Time from sending to acknowledgement, smoothed, and how long silence may last because of it.
class RoundTrip {
 public:
  void sample(uint32_t millis) {
    int32_t sample = static_cast<int32_t>(millis < most ? millis : most);
    int32_t smoothed = smoothed_;
    smoothed_ = static_cast<uint16_t>(smoothed == 0 ? sample : smoothed + (sample - smoothed) / 8);
  }

  uint32_t timeout(const Jitter& jitter) const {
    uint32_t millis = 4UL * smoothed_;
    return jitter.of(millis < 1000 ? 1000 : millis > 30000 ? 30000 : millis);
  }

 private:
  static constexpr uint16_t most = 60000;

  uint16_t smoothed_ = 0;
};

}  // namespace tidegate
