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
    mutedSince_ = now;
  }

  Due due(uint32_t now, const Jitter& jitter) {
    if (muted_) {
      if (now - mutedSince_ < mutedMillis) {
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
    return now - sent_ >= jitter.of(interval_) ? Due::Again : Due::Wait;
  }

  void begin(uint32_t nonce) {
    demanded_ = false;
    welcomed_ = false;
    said_ = true;
    nonce_ = nonce;
    interval_ = 2000;
  }

  void lengthen() { interval_ = interval_ < 15000 ? interval_ * 2 : 30000; }

  void sent(uint32_t now) { sent_ = now; }

  bool isAnsweredBy(const char* nonce) const {
    char mine[9];
    writeHex(nonce_, mine);
    mine[8] = 0;
    return said_ && !welcomed_ && strcmp(nonce, mine) == 0;
  }

  void welcome() { welcomed_ = true; }

  bool welcomed() const { return welcomed_; }
  uint32_t nonce() const { return nonce_; }

 private:
  static constexpr uint16_t mutedMillis = 60000;

  bool demanded_ = true;
  bool said_ = false;
  bool welcomed_ = false;
  bool muted_ = false;
  uint16_t interval_ = 0;
  uint32_t nonce_ = 0;
  uint32_t sent_ = 0;
  uint32_t mutedSince_ = 0;
};

}  // namespace tidegate
