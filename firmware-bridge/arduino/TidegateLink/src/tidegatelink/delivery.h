#pragma once
#include <stdint.h>

#include "field_reader.h"
#include "hold.h"
#include "jitter.h"
#include "round_trip.h"
#include "sender.h"

namespace tidegate {

/// Which reading goes out when, PROTOCOL.md, section 5: the next one, paced to half the line; the
/// oldest again and again when the gateway is silent. Readings are counted from the oldest held,
/// in 16 bits: what PROTOCOL.md calls `send_next` is `base` + `unsent_` here.
class Delivery : protected Sender {
 public:
  using Sender::Sender;

  /// Of the line, in bytes per second.
  void rate(uint32_t bytesPerSecond) {
    rate_ = bytesPerSecond > rateLeast ? bytesPerSecond : rateLeast;
  }

  /// What is slower makes waits that do not fit 16 bits.
  static constexpr uint8_t rateLeast = 10;

 protected:
  /// From the oldest reading on.
  void sendAll() { sendFrom(0); }

  /// Rules 3 to 5: at most one line.
  void deliver() {
    uint16_t held = ring_.held();
    if (probing_) {
      // No hold can be on: one ends the probing, and probing does not begin under one.
      if (ring_.havePassed(jitter_.of(probeInterval_), sent_)) {
        probe(probeInterval_);
      }
    } else if (unsent_ < held && (unsent_ + 1 == held || ring_.havePassed(cost_, sent_))) {
      send(unsent_++);
    } else if (unsent_ > 0 && !hold_.isOn(ring_)) {
      // The oldest has been sent. Has it met silence?
      uint16_t timeout = jitter_.of(roundTrip_.timeout());
      if (ring_.havePassed(timeout, ring_.at(0)->sent)) {
        probing_ = true;
        probe(timeout);
      }
    }
  }

  /// What an `a`, `h` or `n` of the board's session says of a reading.
  void hear(char type, uint32_t seq, const FieldReader& fields) {
    uint32_t base = ring_.base();
    if (seq < base) {
      // Of those that are gone only the request to repeat means anything: from the oldest on.
      if (type != 'n') {
        return;
      }
      seq = base;
    }
    if (seq - base >= ring_.held()) {
      return;
    }
    uint16_t place = static_cast<uint16_t>(seq - base);
    if (type == 'a') {
      acknowledged(place);
    } else if (type == 'h') {
      hold(place + 1, fields.number(2));
    } else {
      sendFrom(place);
    }
  }

  /// The oldest goes, unsent or not.
  void makeRoom() { drop(1); }

  Jitter jitter_;

 private:
  void acknowledged(uint16_t place) {
    KeptReading* newest = ring_.at(place);
    if (newest->flags & KeptReading::sentOnce) {
      roundTrip_.sample(ring_.now() - newest->sent);
    }
    drop(place + 1);
    if (probing_) {
      probing_ = false;
      unsent_ = 0;
    }
  }

  void hold(uint16_t count, uint32_t seconds) {
    probing_ = false;
    if (unsent_ < count) {
      unsent_ = count;
    }
    hold_.begin(count, seconds, ring_.now());
  }

  TIDEGATE_SHARED void sendFrom(uint16_t place) {
    unsent_ = place;
    probing_ = false;
    hold_.end();
  }

  void drop(uint16_t count) {
    ring_.drop(count);
    hold_.drop(count);
    reduce(unsent_, count);
  }

  void probe(uint16_t lastInterval) {
    send(0);
    probeInterval_ = twice(lastInterval);
  }

  void send(uint16_t place) {
    uint8_t bytes = writeReading(place);
    KeptReading* reading = ring_.at(place);
    uint8_t flags = reading->flags;
    bool first = !(flags & (KeptReading::sentOnce | KeptReading::sentMore));
    flags &= static_cast<uint8_t>(~KeptReading::sentOnce);
    reading->flags = flags | (first ? KeptReading::sentOnce : KeptReading::sentMore);
    reading->sent = sent_ = ring_.now();
    cost_ = static_cast<uint16_t>((2000UL * bytes + rate_ - 1) / rate_);
  }

  uint32_t rate_ = 11520;

  RoundTrip roundTrip_;
  Hold hold_;
  uint16_t unsent_ = 0;
  bool probing_ = false;
  uint16_t probeInterval_ = 0;
  // Of the last reading written, by whatever rule: while the board probes, the last probe.
  uint32_t sent_ = 0;
  uint16_t cost_ = 0;
};

}  // namespace tidegate
