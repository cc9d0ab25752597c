#pragma once
#include <stdint.h>

namespace tgsim {
namespace avr {

/// A timer's counter: it goes round, and where it is follows from when it was somewhere else. Its
/// times are halves of nanoseconds, of which a cycle of 16 MHz has 125.
class Counter {
 public:
  static constexpr uint64_t CYCLE = 125;

  /// How it goes round from now on: to this top, up or up and down; with so many cycles for each
  /// step, 0 when it stands still.
  void shape(uint32_t top, uint32_t most, bool upAndDown, uint32_t cycles);

  /// Goes on to that time. True for each of three things that happened on the way: it left one of
  /// the two values, it began anew.
  struct Passed {
    bool match[2];
    bool over;
  };
  Passed advance(uint64_t until, const uint16_t (&compare)[2]);

  /// When one of them happens next; ~0 if it does not.
  uint64_t nextMatch(uint32_t value) const;
  uint64_t nextOver() const;

  uint16_t value() const;
  void set(uint16_t value);
  bool runs() const { return cycles_ > 0; }
  uint32_t top() const { return top_; }
  /// Of one round, in nanoseconds.
  uint64_t periodNanos() const { return period() * cycles_ * CYCLE / 2; }
  uint64_t stepsNanos(uint64_t steps) const { return steps * cycles_ * CYCLE / 2; }

 private:
  // Where it is in its round, and since when; what lies beyond the top only goes up and over.
  uint32_t phase_ = 0;
  uint64_t since_ = 0;
  uint32_t top_ = 0xFF;
  uint32_t most_ = 0xFF;
  bool upAndDown_ = false;
  uint32_t cycles_ = 0;

  uint64_t period() const;
  bool isBeyond() const { return phase_ > (upAndDown_ ? 2 * top_ : top_); }
  uint64_t stepsTo(uint32_t phase) const;
  uint64_t stepsToMatch(uint32_t value) const;
  uint64_t timeOf(uint64_t steps) const;
};

}  // namespace avr
}  // namespace tgsim
