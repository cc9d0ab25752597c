#pragma once
#include <stdint.h>
#include <string.h>

#include "characters.h"
#include "jitter.h"

namespace tidegate {

/// When to say hello, whether the last one was answered, and when to say nothing at all.
class HelloSeries {
 public:
  /// Not: welcomed, so the readings may go. Wait: nothing may be written now.
  enum class Due : uint8_t { Not, Wait, Again, Anew };

  void demand() { demanded_ = true; }

  /// Another board has this id: quiet for a minute, then a new hello.
  void mute(uint32_t now) {
    muted_ = true;
    since_ = now;
  }

  /// `clock` says what time this poll() is.
  template <class Clock>
  Due due(const Clock& clock, const Jitter& jitter) {
    if (muted_) {
      if (!clock.havePassed(mutedMillis, since_)) {
        return Due::Wait;
      }
      muted_ = false;
      demanded_ = true;
    }
    if (demanded_) {
      return Due::Anew;
    }
    if (welcomed_) {
      return Due::Not;
    }
    return clock.havePassed(jitter.of(interval_), since_) ? Due::Again : Due::Wait;
  }

  /// Gives the nonce of the new series, hexSize characters for the caller to write.
  char* begin() {
    demanded_ = false;
    welcomed_ = false;
    interval_ = 1000;
    return nonce_;
  }

  /// A hello is being written.
  void sent(uint32_t now) {
    interval_ = twice(interval_);
    since_ = now;
  }

  void welcome() { welcomed_ = true; }

  bool welcomed() const { return welcomed_; }

  /// Empty before the first hello, which no welcome can answer.
  const char* nonce() const { return nonce_; }

 private:
  static constexpr uint16_t mutedMillis = 60000;

  bool demanded_ = true;
  bool welcomed_ = false;
  bool muted_ = false;
  uint16_t interval_ = 0;
  // The last hello, or the beginning of the silence: behind it comes a new hello.
  uint32_t since_ = 0;
  char nonce_[hexSize] = "";
};

}  // namespace tidegate
