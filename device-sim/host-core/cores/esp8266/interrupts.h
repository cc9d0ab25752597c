#pragma once
#include <stdint.h>

#include "core_esp8266_features.h"

namespace esp8266 {

/// Holds interrupts back while it lives.
class InterruptLock {
 public:
  InterruptLock() : before_(xt_rsil(15)) {}
  ~InterruptLock() { xt_wsr_ps(before_); }
  uint32_t savedInterruptLevel() const { return before_ & 0x0F; }

 private:
  uint32_t before_;
};

}  // namespace esp8266

#define AutoInterruptLock(level) esp8266::InterruptLock hostInterruptLock
