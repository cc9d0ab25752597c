#include "counter.h"

namespace tgsim {
namespace avr {
namespace {

constexpr uint64_t NEVER_STEPS = ~0ull;

uint64_t earlier(uint64_t a, uint64_t b) { return a < b ? a : b; }

}  // namespace

void Counter::shape(uint32_t top, uint32_t most, bool upAndDown, uint32_t cycles) {
  top = top == 0 ? 1 : top;
  if (top != top_ || upAndDown != upAndDown_) {
    phase_ = value();
  }
  top_ = top;
  most_ = most;
  upAndDown_ = upAndDown;
  cycles_ = cycles;
}

uint64_t Counter::period() const { return upAndDown_ ? 2 * top_ : top_ + 1; }

/// At least one: where it is now it has been.
uint64_t Counter::stepsTo(uint32_t phase) const {
  uint32_t wrapped = phase == period() ? 0 : phase;
  if (isBeyond()) {
    return most_ + 1 - phase_ + wrapped;
  }
  return wrapped > phase_ ? wrapped - phase_ : wrapped + period() - phase_;
}

/// Going up and down it meets a value twice, else it is over when it leaves it.
uint64_t Counter::stepsToMatch(uint32_t value) const {
  if (value > top_) {
    return isBeyond() && value >= phase_ && value <= most_ ? value + 1 - phase_ : NEVER_STEPS;
  }
  if (!upAndDown_) {
    return stepsTo(value + 1);
  }
  return earlier(stepsTo(value), stepsTo(value == 0 ? 0 : 2 * top_ - value));
}

uint64_t Counter::timeOf(uint64_t steps) const {
  if (cycles_ == 0 || steps == NEVER_STEPS) {
    return ~0ull;
  }
  return (since_ + steps * cycles_ * CYCLE + 1) / 2;
}

uint64_t Counter::nextMatch(uint32_t value) const { return timeOf(stepsToMatch(value)); }
uint64_t Counter::nextOver() const { return timeOf(stepsTo(0)); }

Counter::Passed Counter::advance(uint64_t until, const uint16_t (&compare)[2]) {
  Passed passed = {{false, false}, false};
  uint64_t time = 2 * until;
  if (cycles_ == 0) {
    since_ = time;
    return passed;
  }
  uint64_t steps = time <= since_ ? 0 : (time - since_) / (cycles_ * CYCLE);
  for (int i = 0; i < 2; i++) {
    passed.match[i] = stepsToMatch(compare[i]) <= steps;
  }
  passed.over = stepsTo(0) <= steps;
  since_ += steps * cycles_ * CYCLE;
  if (isBeyond()) {
    uint64_t back = stepsTo(0);
    if (steps < back) {
      phase_ += static_cast<uint32_t>(steps);
      return passed;
    }
    steps -= back;
    phase_ = 0;
  }
  phase_ = static_cast<uint32_t>((phase_ + steps) % period());
  return passed;
}

uint16_t Counter::value() const {
  bool down = upAndDown_ && !isBeyond() && phase_ > top_;
  return static_cast<uint16_t>(down ? 2 * top_ - phase_ : phase_);
}

void Counter::set(uint16_t value) { phase_ = value; }

}  // namespace avr
}  // namespace tgsim
