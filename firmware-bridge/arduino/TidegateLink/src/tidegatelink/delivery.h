#pragma once
#include <stdint.h>

#include "hold.h"
#include "jitter.h"
#include "ring.h"
#include "round_trip.h"
#include "sender.h"

namespace tidegate {

/// Which reading goes out when, PROTOCOL.md, section 5: the next one, paced to half the line; the
/// oldest again and again when the gateway is silent. Readings are counted from the oldest held,
/// in 16 bits: what PROTOCOL.md calls `send_next` is `base` + `unsent_` here.
class Delivery {
 public:
  constexpr Delivery(Ring& ring, Sender& sender, const Jitter& jitter)
      : ring_(ring), sender_(sender), jitter_(jitter) {}

  /// Of the line, in bytes per second.
  void rate(uint32_t bytesPerSecond) { rate_ = bytesPerSecond; }

  /// From the oldest reading on.
  void restart() {
    unsent_ = 0;
    probing_ = false;
    hold_.end();
  }

  /// Rules 3 to 5: at most one line.
  void act(uint32_t now) {
    if (probing_) {
      // No hold can be on: one ends the probing, and probing does not begin under one.
      if (now - probeSent_ >= jitter_.of(probeInterval_)) {
        probe(now, probeInterval_);
      }
    } else if (unsent_ < ring_.held()) {
      if (unsent_ + 1 == ring_.held() || now - lineSent_ >= lineCost_) {
        send(unsent_++, now);
      } else {
        watch(now);
      }
    } else {
      watch(now);
    }
  }

  /// What an `a`, `h` or `n` of the board's session says of the reading `number[0]`.
  void hear(char type, const uint32_t* number, uint32_t now) {
    uint32_t seq = number[0];
    bool gone = seq < ring_.base();
    // Of those that are gone only the request to repeat means anything: from the oldest on.
    uint32_t place = gone && type == 'n' ? 0 : seq - ring_.base();
    if ((gone && type != 'n') || place >= ring_.held()) {
      return;
    }
    uint16_t at = static_cast<uint16_t>(place);
    if (type == 'a') {
      acknowledged(at, now);
    } else if (type == 'h') {
      hold(at, number[1], now);
    } else {
      repeatFrom(at);
    }
  }

  /// The oldest goes, unsent or not.
  void makeRoom() { drop(1); }

 private:
  static constexpr uint16_t probeMostMillis = 30000;

  void acknowledged(uint16_t place, uint32_t now) {
    KeptReading* newest = ring_.at(place);
    if (newest->flags & KeptReading::sentOnce) {
      roundTrip_.sample(now - newest->sent);
    }
    drop(place + 1);
    if (probing_) {
      probing_ = false;
      unsent_ = 0;
    }
  }

  void hold(uint16_t place, uint32_t seconds, uint32_t now) {
    probing_ = false;
    if (unsent_ <= place) {
      unsent_ = place + 1;
    }
    hold_.begin(place + 1, seconds, now);
  }

  void repeatFrom(uint16_t place) {
    unsent_ = place;
    probing_ = false;
    hold_.end();
  }

  void drop(uint16_t count) {
    ring_.drop(count);
    hold_.drop(count);
    unsent_ = unsent_ > count ? unsent_ - count : 0;
  }

  /// Rule 5: has the oldest been sent and met silence?
  void watch(uint32_t now) {
    if (unsent_ > 0 && !hold_.isOn(now)) {
      uint16_t timeout = roundTrip_.timeout(jitter_);
      if (now - ring_.at(0)->sent >= timeout) {
        probing_ = true;
        probe(now, timeout);
      }
    }
  }

  void probe(uint32_t now, uint16_t lastInterval) {
    send(0, now);
    probeSent_ = now;
    probeInterval_ = lastInterval < probeMostMillis / 2 ? 2 * lastInterval : probeMostMillis;
  }

  void send(uint16_t place, uint32_t now) {
    uint16_t bytes = sender_.reading(ring_, place, now);
    KeptReading* reading = ring_.at(place);
    bool first = !(reading->flags & (KeptReading::sentOnce | KeptReading::sentMore));
    reading->flags &= static_cast<uint8_t>(~KeptReading::sentOnce);
    reading->flags |= first ? KeptReading::sentOnce : KeptReading::sentMore;
    reading->sent = now;
    lineSent_ = now;
    lineCost_ = (2000UL * bytes + rate_ - 1) / rate_;
  }

  Ring& ring_;
  Sender& sender_;
  const Jitter& jitter_;
  uint32_t rate_ = 11520;

  RoundTrip roundTrip_;
  Hold hold_;
  uint16_t unsent_ = 0;
  uint32_t lineSent_ = 0;
  uint32_t lineCost_ = 0;
  bool probing_ = false;
  uint16_t probeInterval_ = 0;
  uint32_t probeSent_ = 0;
};

}  // namespace tidegate
