#pragma once
#include <stdint.h>

namespace tidegate {

/// Time from sending to acknowledgement, smoothed, and how long silence may last because of it.
class RoundTrip {
 public:
  void sample(uint32_t millis) {
    uint16_t sample = millis < most ? static_cast<uint16_t>(millis) : most;
    if (smoothed_ == 0) {
      smoothed_ = sample;
    } else if (sample >= smoothed_) {
      smoothed_ += (sample - smoothed_) / 8;
    } else {
      smoothed_ -= (smoothed_ - sample) / 8;
    }
  }

  /// Before jitter.
  uint16_t timeout() const {
    return smoothed_ < 250 ? 1000 : smoothed_ > 7500 ? 30000 : 4 * smoothed_;
  }

 private:
  static constexpr uint16_t most = 60000;

  uint16_t smoothed_ = 0;
};

}  // namespace tidegate
