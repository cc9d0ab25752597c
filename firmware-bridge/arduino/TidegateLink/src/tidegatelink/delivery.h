#pragma once
#include <stdint.h>

#include "hold.h"
#include "jitter.h"
#include "ring.h"
#include "round_trip.h"
#include "sender.h"

namespace tidegate {

/// Which reading goes out when, PROTOCOL.md, section 5: the next one, paced to half the line; the
/// oldest again and again when the gateway is silent.
class Delivery {
 public:
  constexpr Delivery(Ring& ring, Sender& sender, const Jitter& jitter)
      : ring_(ring), sender_(sender), jitter_(jitter) {}

  /// Of the line, in bytes per second.
  void rate(uint32_t bytesPerSecond) { rate_ = bytesPerSecond; }

  /// From the oldest reading on.
  void restart() {
    sendNext_ = ring_.base();
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
    } else if (sendNext_ < ring_.next() &&
               (sendNext_ == ring_.next() - 1 || now - lineSent_ >= lineCost_)) {
      send(sendNext_++, now);
    } else if (ring_.base() < sendNext_ && !hold_.covers(ring_.base(), now)) {
      uint16_t timeout = roundTrip_.timeout(jitter_);
      if (now - ring_.at(ring_.base())->sent >= timeout) {
        probing_ = true;
        probe(now, timeout);
      }
    }
  }

  void acknowledged(uint32_t seq, uint32_t now) {
    if (seq >= ring_.next() || seq < ring_.base()) {
      return;
    }
    KeptReading* newest = ring_.at(seq);
    if (newest->flags & KeptReading::sentOnce) {
      roundTrip_.sample(now - newest->sent);
    }
    ring_.dropUpTo(seq);
    if (probing_) {
      probing_ = false;
      sendNext_ = ring_.base();
    } else {
      raiseSendNext(ring_.base());
    }
  }

  void hold(uint32_t seq, uint32_t seconds, uint32_t now) {
    if (seq < ring_.next() && seq >= ring_.base()) {
      probing_ = false;
      raiseSendNext(seq + 1);
      hold_.begin(seq, seconds, now);
    }
  }

  void repeatFrom(uint32_t seq) {
    if (seq < ring_.next()) {
      sendNext_ = seq < ring_.base() ? ring_.base() : seq;
      probing_ = false;
      hold_.end();
    }
  }

  /// The oldest goes, unsent or not.
  void makeRoom() {
    ring_.dropUpTo(ring_.base());
    raiseSendNext(ring_.base());
  }

 private:
  static constexpr uint16_t probeMostMillis = 30000;

  void probe(uint32_t now, uint16_t lastInterval) {
    send(ring_.base(), now);
    probeSent_ = now;
    probeInterval_ = lastInterval < probeMostMillis / 2
                         ? static_cast<uint16_t>(2 * lastInterval)
                         : probeMostMillis;
  }

  void send(uint32_t seq, uint32_t now) {
    KeptReading* reading = ring_.at(seq);
    uint16_t bytes = sender_.reading(ring_, seq, now);
    bool first = !(reading->flags & (KeptReading::sentOnce | KeptReading::sentMore));
    reading->flags &= static_cast<uint8_t>(~KeptReading::sentOnce);
    reading->flags |= first ? KeptReading::sentOnce : KeptReading::sentMore;
    reading->sent = now;
    lineSent_ = now;
    lineCost_ = (2000UL * bytes + rate_ - 1) / rate_;
  }

  void raiseSendNext(uint32_t seq) {
    if (sendNext_ < seq) {
      sendNext_ = seq;
    }
  }

  Ring& ring_;
  Sender& sender_;
  const Jitter& jitter_;
  uint32_t rate_ = 11520;

  RoundTrip roundTrip_;
  Hold hold_;
  uint32_t sendNext_ = 1;
  uint32_t lineSent_ = 0;
  uint32_t lineCost_ = 0;
  bool probing_ = false;
  uint16_t probeInterval_ = 0;
  uint32_t probeSent_ = 0;
};

}  // namespace tidegate
