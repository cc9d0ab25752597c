#include "Arduino.h"
#include "host.h"

// The two timers that sketches may have for themselves. Their handlers are interrupts.

namespace {

constexpr uint32_t MOST_TICKS = 0x7FFFFF;
constexpr uint64_t CYCLES_PER_MICROSECOND = F_CPU / 1000000;

/// Counts down from what it is loaded with, at 80 MHz or a part of that.
struct Timer1 {
  timercallback handler = nullptr;
  uint32_t load = 0;
  uint64_t begun = 0;
  uint32_t alarm = 0;
  uint8_t divider = TIM_DIV1;
  bool on = false;
  bool repeats = false;
  /// Whether it interrupts when it comes to 0: by edge until that is taken away, or always.
  bool edge = false;
  bool level = false;
};

Timer1 one;

uint64_t nanos(uint64_t ticks) {
  uint64_t part = one.divider == TIM_DIV256 ? 256 : one.divider == TIM_DIV16 ? 16 : 1;
  return ticks * part * host::MICROSECOND / 80;
}

/// 0 is one more than the most.
uint32_t period() { return one.load == 0 ? MOST_TICKS + 1 : one.load; }

void arm();

void timerDue(void*) {
  one.alarm = 0;
  one.begun += nanos(period());
  if (one.repeats) {
    arm();
  } else {
    // it counts on from its most, and says nothing more until it is written again
    one.load = MOST_TICKS;
  }
  bool wanted = one.edge || one.level;
  one.edge = one.edge && one.repeats;
  if (one.handler != nullptr && wanted) {
    one.handler();
  }
}

void arm() {
  host::cancel(one.alarm);
  one.alarm = one.on ? host::at(one.begun + nanos(period()), timerDue, nullptr) : 0;
}

timercallback zero_ = nullptr;
uint32_t zeroAt_ = 0;
uint32_t zeroAlarm_ = 0;

void zeroDue(void*) {
  zeroAlarm_ = 0;
  if (zero_ != nullptr) {
    zero_();
  }
}

}  // namespace

extern "C" {

void timer1_isr_init(void) {}

void timer1_attachInterrupt(timercallback handler) { one.handler = handler; }

void timer1_detachInterrupt(void) {
  one.handler = nullptr;
  one.edge = false;
}

void timer1_enable(uint8_t divider, uint8_t intType, uint8_t reload) {
  uint32_t left = timer1_read();
  one.divider = divider & 3;
  one.repeats = reload == TIM_LOOP;
  one.level = intType == TIM_LEVEL;
  one.load = one.on ? left : one.load;
  one.on = true;
  one.begun = host::now();
  arm();
}

void timer1_disable(void) {
  one.load = timer1_read();
  one.on = false;
  arm();
}

void timer1_write(uint32_t ticks) {
  one.load = ticks & MOST_TICKS;
  one.begun = host::now();
  one.edge = true;
  arm();
}

uint32_t timer1_read(void) {
  if (!one.on) {
    return one.load;
  }
  uint64_t tick = nanos(1000);
  uint64_t gone = (host::now() - one.begun) * 1000 / tick;
  return static_cast<uint32_t>(one.load - gone) & MOST_TICKS;
}

bool timer1_enabled(void) { return one.on; }

bool timer1_interrupted(void) { return false; }

void timer0_isr_init(void) {}

void timer0_attachInterrupt(timercallback handler) { zero_ = handler; }

void timer0_detachInterrupt(void) { zero_ = nullptr; }

void timer0_write(uint32_t cycle) {
  host::cancel(zeroAlarm_);
  zeroAt_ = cycle;
  uint32_t left = cycle - ESP.getCycleCount();
  zeroAlarm_ = host::at(host::now() + left * host::MICROSECOND / CYCLES_PER_MICROSECOND, zeroDue,
                        nullptr);
}

uint32_t timer0_read(void) { return zeroAt_; }

bool timer0_interrupted(void) { return false; }

}  // extern "C"
