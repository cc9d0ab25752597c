#pragma once
#include <stdint.h>

#include <limits>

#include "Arduino.h"

namespace esp8266 {
namespace polledTimeout {

namespace YieldPolicy {
struct DoNothing {
  static void execute() {}
};
struct YieldOrSkip {
  static void execute() { esp_yield(); }
};
template <unsigned long delayMs>
struct YieldAndDelayMs {
  static void execute() { delay(delayMs); }
};
}  // namespace YieldPolicy

namespace TimePolicy {
/// Units of 1 / perSecond, by a clock of 32 bits: as there, what is longer than it never expires.
template <uint64_t perSecond>
struct Clock {
  using timeType = uint32_t;
  static constexpr uint64_t cyclesPerSecond = 160000000;
  static constexpr timeType timeMax =
      perSecond == 1 ? 26
                     : static_cast<timeType>((std::numeric_limits<timeType>::max() - 1) /
                                             (static_cast<double>(cyclesPerSecond) / perSecond));
  static uint64_t time() { return micros64() * perSecond / 1000000; }
};
template <>
struct Clock<1000000000> {
  using timeType = uint32_t;
  static constexpr timeType timeMax = 1073741823;
  static uint64_t time() { return micros64() * 1000; }
};
struct TimeMillis {
  using timeType = decltype(millis());
  static constexpr timeType timeMax = 0xFFFFFFFE;
  static uint64_t time() { return micros64() / 1000; }
};
using TimeFastMillis = Clock<1000>;
using TimeFastMicros = Clock<1000000>;
using TimeFastNanos = Clock<1000000000>;
}  // namespace TimePolicy

/// Asked again and again, it says when a time is over; a periodic one begins anew then.
template <bool Periodic, class Yield = YieldPolicy::DoNothing, class Time = TimePolicy::TimeMillis>
class timeoutTemplate {
 public:
  using timeType = typename Time::timeType;
  static constexpr timeType alwaysExpired = 0;
  static constexpr timeType neverExpires = std::numeric_limits<timeType>::max();

  timeoutTemplate(timeType timeout) { reset(timeout); }

  bool expired() {
    Yield::execute();
    if (timeout_ == alwaysExpired) {
      return true;
    }
    uint64_t gone = Time::time() - start_;
    if (never_ || gone < timeout_) {
      return false;
    }
    if (Periodic) {
      start_ += gone / timeout_ * timeout_;
    }
    return true;
  }
  operator bool() { return expired(); }

  bool canExpire() const { return !never_; }
  bool canWait() const { return timeout_ != alwaysExpired; }
  void reset(timeType timeout) {
    reset();
    timeout_ = timeout;
    never_ = timeout > timeMax();
  }
  void reset() { start_ = Time::time(); }
  void resetAndSetExpired(timeType timeout) {
    reset(timeout);
    start_ -= timeout_;
  }
  void resetAndSetExpired() {
    reset();
    start_ -= timeout_;
  }
  void resetToNeverExpires() {
    timeout_ = 1;
    never_ = true;
  }
  timeType getTimeout() const { return timeout_; }
  static constexpr timeType timeMax() { return Time::timeMax; }

 private:
  timeType timeout_ = 0;
  uint64_t start_ = 0;
  bool never_ = false;
};

using oneShotMs = timeoutTemplate<false>;
using periodicMs = timeoutTemplate<true>;
using oneShot = oneShotMs;
using periodic = periodicMs;
using oneShotFastMs = timeoutTemplate<false, YieldPolicy::DoNothing, TimePolicy::TimeFastMillis>;
using periodicFastMs = timeoutTemplate<true, YieldPolicy::DoNothing, TimePolicy::TimeFastMillis>;
using oneShotFastUs = timeoutTemplate<false, YieldPolicy::DoNothing, TimePolicy::TimeFastMicros>;
using periodicFastUs = timeoutTemplate<true, YieldPolicy::DoNothing, TimePolicy::TimeFastMicros>;
using oneShotFastNs = timeoutTemplate<false, YieldPolicy::DoNothing, TimePolicy::TimeFastNanos>;
using periodicFastNs = timeoutTemplate<true, YieldPolicy::DoNothing, TimePolicy::TimeFastNanos>;

}  // namespace polledTimeout
}  // namespace esp8266
