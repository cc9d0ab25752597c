#include "avr/sleep.h"

#include "Arduino.h"
#include "host.h"
#include "host_avr.h"

namespace tgsim {
namespace avr {
namespace {

constexpr uint64_t CORE_TICK = 1024 * MICROSECOND;
constexpr uint64_t LOOK_AGAIN = SECOND;
/// Until the clock is steady again.
constexpr uint64_t WAKE_NANOS = 1024 * MICROSECOND;

uint64_t stoodStill_ = 0;
uint64_t asleepSince_ = NEVER;

bool isWoken(void* of) { return interruptCount() != *static_cast<uint32_t*>(of); }

/// The core's own timer and what arrives wake the light one.
bool isWokenLightly(void* of) {
  return isWoken(of) || Serial.available() > 0;
}

void lightly(uint32_t count) {
  uint64_t tick = (now() / CORE_TICK + 1) * CORE_TICK;
  if ((TIMSK0 & 1 << TOIE0) != 0) {
    waitUntil(tick, isWokenLightly, &count);
    return;
  }
  while (!waitUntil(now() + LOOK_AGAIN, isWokenLightly, &count)) {
  }
}

void deeply(uint32_t count) {
  Serial.flush();
  stopTimers();
  asleepSince_ = now();
  while (!waitUntil(now() + LOOK_AGAIN, isWoken, &count)) {
  }
  stoodStill_ += now() - asleepSince_;
  asleepSince_ = NEVER;
  startTimers();
  spend(WAKE_NANOS);
}

}  // namespace

uint64_t stoodStillNanos() {
  return stoodStill_ + (asleepSince_ == NEVER ? 0 : now() - asleepSince_);
}

}  // namespace avr
}  // namespace tgsim

void sleep_cpu() {
  namespace avr = tgsim::avr;
  uint8_t mode = SMCR;
  if ((mode & 1 << SE) == 0 || tgsim::context() != tgsim::Context::SKETCH) {
    return;
  }
  bool light = (mode & 0x0E) == SLEEP_MODE_IDLE || (mode & 0x0E) == SLEEP_MODE_ADC;
  uint32_t count = avr::interruptCount();
  if (light) {
    avr::lightly(count);
  } else {
    avr::deeply(count);
  }
}
