#pragma once
#include <stdint.h>

namespace tidegate {

/// Four log lines in ten seconds, so that a chatty sketch leaves the line to its readings.
class LogWindow {
 public:
  /// Whether a line may be written now; counts it either way.
  bool takes(uint32_t now) {
    if (written_ == 0 || now - since_ >= 10000) {
      since_ = now;
      written_ = 0;
    }
    if (written_ == 4) {
      dropped_++;
      return false;
    }
    written_++;
    return true;
  }

  uint16_t dropped() const { return dropped_; }

 private:
  uint8_t written_ = 0;
  uint16_t dropped_ = 0;
  uint32_t since_ = 0;
};

}  // namespace tidegate
