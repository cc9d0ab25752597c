#pragma once
#include <stdint.h>
#include <string.h>

#include "characters.h"
#include "jitter.h"

namespace tidegate {

/// When to say hello, and whether the last one was answered.
class HelloSeries {
 public:
  enum class Due : uint8_t { No, Again, Anew };

  void demand() { demanded_ = true; }

  Due due(uint32_t now, const Jitter& jitter) const {
    if (demanded_) {
      return Due::Anew;
    }
    return !welcomed_ && now - sent_ >= jitter.of(interval_) ? Due::Again : Due::No;
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
  bool demanded_ = true;
  bool said_ = false;
  bool welcomed_ = false;
  uint16_t interval_ = 0;
  uint32_t nonce_ = 0;
  uint32_t sent_ = 0;
};

}  // namespace tidegate
