#include <string.h>

#include "Arduino.h"
#include "counter.h"
#include "host.h"
#include "host_avr.h"
#include "host_pins.h"

namespace tgsim {
namespace avr {
namespace {

constexpr uint32_t MOST_8 = 0xFF;
constexpr uint32_t MOST_16 = 0xFFFF;
constexpr uint8_t TIMERS = 3;
constexpr uint64_t INTERRUPT_NANOS = 3 * MICROSECOND;
constexpr uint64_t SHORTEST_PERIOD = MICROSECOND;

// cycles of a step, by the three lowest bits of control B; there is no clock at T0 and T1
constexpr uint16_t TIMER_STEPS[] = {0, 1, 8, 64, 256, 1024, 0, 0};
constexpr uint16_t TIMER_2_STEPS[] = {0, 1, 8, 32, 64, 128, 256, 1024};

/// Where a timer counts to.
enum class Top : uint8_t { MOST, BITS_8, BITS_9, BITS_10, COMPARE, CAPTURE };
enum class Way : uint8_t { NORMAL, CLEARED, FAST, CORRECT };
struct Mode {
  Way way;
  Top top;
};

constexpr Mode MODES_8[] = {
    {Way::NORMAL, Top::MOST},     {Way::CORRECT, Top::BITS_8}, {Way::CLEARED, Top::COMPARE},
    {Way::FAST, Top::BITS_8},     {Way::NORMAL, Top::MOST},    {Way::CORRECT, Top::COMPARE},
    {Way::NORMAL, Top::MOST},     {Way::FAST, Top::COMPARE},
};
constexpr Mode MODES_16[] = {
    {Way::NORMAL, Top::MOST},     {Way::CORRECT, Top::BITS_8},  {Way::CORRECT, Top::BITS_9},
    {Way::CORRECT, Top::BITS_10}, {Way::CLEARED, Top::COMPARE}, {Way::FAST, Top::BITS_8},
    {Way::FAST, Top::BITS_9},     {Way::FAST, Top::BITS_10},    {Way::CORRECT, Top::CAPTURE},
    {Way::CORRECT, Top::COMPARE}, {Way::CORRECT, Top::CAPTURE}, {Way::CORRECT, Top::COMPARE},
    {Way::CLEARED, Top::CAPTURE}, {Way::NORMAL, Top::MOST},     {Way::FAST, Top::CAPTURE},
    {Way::FAST, Top::COMPARE},
};

constexpr uint8_t OVER = 1;
constexpr uint8_t MATCH[] = {2, 4};
constexpr uint8_t ALL_FLAGS = OVER | 2 | 4;

struct Timer {
  // what it is
  bool wide;
  const uint16_t* steps;
  uint8_t vector;
  uint8_t pins[2];
  /// Its over is the core's, which counts the milliseconds by it.
  bool ofTheCore;
  // its registers
  uint8_t controlA;
  uint8_t controlB;
  uint8_t mask;
  uint8_t flags;
  uint16_t compare[2];
  uint16_t capture;
  // what comes of them
  Counter counter;
  bool pulses[2];
  uint32_t alarm;
};

Timer timers_[TIMERS] = {
    {false, TIMER_STEPS, TIMER0_VECTOR, {6, 5}, true, 0, 0, 0, 0, {0, 0}, 0, {}, {false, false}, 0},
    {true, TIMER_STEPS, TIMER1_VECTOR, {9, 10}, false, 0, 0, 0, 0, {0, 0}, 0, {}, {false, false}, 0},
    {false, TIMER_2_STEPS, TIMER2_VECTOR, {11, 3}, false, 0, 0, 0, 0, {0, 0}, 0, {}, {false, false}, 0},
};
bool stopped_ = false;

Mode modeOf(const Timer& timer) {
  int low = timer.controlA & 3;
  return timer.wide ? MODES_16[(timer.controlB >> 1 & 0x0C) | low]
                    : MODES_8[(timer.controlB >> 1 & 0x04) | low];
}

uint32_t topOf(const Timer& timer, Mode mode) {
  switch (mode.top) {
    case Top::BITS_8: return 0xFF;
    case Top::BITS_9: return 0x1FF;
    case Top::BITS_10: return 0x3FF;
    case Top::COMPARE: return timer.compare[0];
    case Top::CAPTURE: return timer.capture;
    default: return timer.wide ? MOST_16 : MOST_8;
  }
}

void settle(Timer& timer) {
  Counter::Passed passed = timer.counter.advance(now(), timer.compare);
  timer.flags |= static_cast<uint8_t>((passed.match[0] ? MATCH[0] : 0) |
                                      (passed.match[1] ? MATCH[1] : 0));
  // One that is cleared before the end is not over with it.
  bool over = modeOf(timer).way != Way::CLEARED ||
              timer.counter.top() == (timer.wide ? MOST_16 : MOST_8);
  timer.flags |= passed.over && over ? OVER : 0;
}

void onTimer(void* of);

uint8_t wanted(const Timer& timer) {
  return static_cast<uint8_t>(timer.mask & ALL_FLAGS & ~(timer.ofTheCore ? OVER : 0));
}

void scheduleTimer(Timer& timer) {
  cancel(timer.alarm);
  timer.alarm = 0;
  uint8_t mask = wanted(timer);
  uint64_t next = NEVER;
  if ((timer.flags & mask) != 0) {
    next = now();
  } else if (mask != 0 && timer.counter.runs()) {
    for (int i = 0; i < 2; i++) {
      uint64_t match = (mask & MATCH[i]) != 0 ? timer.counter.nextMatch(timer.compare[i]) : NEVER;
      next = match < next ? match : next;
    }
    uint64_t over = (mask & OVER) != 0 ? timer.counter.nextOver() : NEVER;
    next = over < next ? over : next;
  }
  if (next != NEVER) {
    timer.alarm = at(next, onTimer, &timer);
  }
}

/// In the order of their vectors.
void onTimer(void* of) {
  Timer& timer = *static_cast<Timer*>(of);
  timer.alarm = 0;
  settle(timer);
  constexpr uint8_t ORDER[] = {MATCH[0], MATCH[1], OVER};
  for (int i = 0; i < 3; i++) {
    if ((timer.flags & wanted(timer) & ORDER[i]) != 0) {
      timer.flags &= static_cast<uint8_t>(~ORDER[i]);
      spend(INTERRUPT_NANOS);
      runVector(static_cast<uint8_t>(timer.vector + i));
      settle(timer);
    }
  }
  scheduleTimer(timer);
}

/// How long a pin is high in each round; one that goes over at each match, for two rounds.
void pulseAt(Timer& timer, int which) {
  uint8_t pin = timer.pins[which];
  Mode mode = modeOf(timer);
  int action = timer.controlA >> (which == 0 ? 6 : 4) & 3;
  bool modulated = mode.way == Way::FAST || mode.way == Way::CORRECT;
  bool out = isOutput(pin);
  bool toggles = action == 1 && (!modulated || (which == 0 && mode.top == Top::COMPARE));
  if (!out || !timer.counter.runs() || !(toggles || (modulated && action > 1))) {
    if (timer.pulses[which]) {
      timer.pulses[which] = false;
      pins::pulses(pin, 0, 0);
    }
    return;
  }
  timer.pulses[which] = true;
  uint64_t period = timer.counter.periodNanos();
  uint64_t high = period;
  if (toggles) {
    period *= 2;
  } else {
    uint64_t steps = mode.way == Way::FAST ? timer.compare[which] + 1 : 2 * timer.compare[which];
    high = timer.counter.stepsNanos(steps);
    high = high < period ? high : period;
    high = action == 2 ? high : period - high;
  }
  // What is faster than anybody looks is shown slower, as much of it high as it is.
  for (; period < SHORTEST_PERIOD; period *= 2) {
    high *= 2;
  }
  pins::pulses(pin, period, high);
}

void shape(Timer& timer) {
  Mode mode = modeOf(timer);
  timer.counter.shape(topOf(timer, mode), timer.wide ? MOST_16 : MOST_8,
                      mode.way == Way::CORRECT, stopped_ ? 0 : timer.steps[timer.controlB & 7]);
  pulseAt(timer, 0);
  pulseAt(timer, 1);
}

// ---- registers ----

constexpr uint8_t FLAGS_0 = 0x35;
constexpr uint8_t FIRST_0 = 0x44;
constexpr uint8_t MASK_0 = 0x6E;
constexpr uint8_t FIRST_1 = 0x80;
constexpr uint8_t FIRST_2 = 0xB0;
// in that order from the first one on
enum Place : uint8_t { TIMER_CONTROL_A, TIMER_CONTROL_B, COUNT, COMPARE_A, COMPARE_B };
constexpr uint8_t COUNT_1 = 0x84;
constexpr uint8_t CAPTURE_1 = 0x86;
constexpr uint8_t COMPARE_1A = 0x88;

uint8_t readFlags(uint8_t address) {
  Timer& timer = timers_[address - FLAGS_0];
  settle(timer);
  return timer.flags;
}

/// Ones take flags away.
void writeFlags(uint8_t address, uint8_t value) {
  Timer& timer = timers_[address - FLAGS_0];
  settle(timer);
  timer.flags &= static_cast<uint8_t>(~value);
  scheduleTimer(timer);
}

uint8_t readMask(uint8_t address) { return timers_[address - MASK_0].mask; }
void writeMask(uint8_t address, uint8_t value) {
  Timer& timer = timers_[address - MASK_0];
  settle(timer);
  timer.mask = value;
  scheduleTimer(timer);
}

Timer& narrow(uint8_t address) { return timers_[address < FIRST_1 ? 0 : 2]; }
uint8_t placeOf(uint8_t address) {
  return static_cast<uint8_t>(address - (address < FIRST_1 ? FIRST_0 : FIRST_2));
}

uint8_t readNarrow(uint8_t address) {
  Timer& timer = narrow(address);
  switch (placeOf(address)) {
    case TIMER_CONTROL_A: return timer.controlA;
    case TIMER_CONTROL_B: return timer.controlB;
    case COMPARE_A: return static_cast<uint8_t>(timer.compare[0]);
    case COMPARE_B: return static_cast<uint8_t>(timer.compare[1]);
    default: settle(timer); return static_cast<uint8_t>(timer.counter.value());
  }
}

void writeNarrow(uint8_t address, uint8_t value) {
  Timer& timer = narrow(address);
  settle(timer);
  switch (placeOf(address)) {
    case TIMER_CONTROL_A: timer.controlA = value; break;
    case TIMER_CONTROL_B: timer.controlB = value; break;
    case COMPARE_A: timer.compare[0] = value; break;
    case COMPARE_B: timer.compare[1] = value; break;
    default: timer.counter.set(value); break;
  }
  shape(timer);
  scheduleTimer(timer);
}

uint8_t& controlWide(uint8_t address) {
  return address == FIRST_1 ? timers_[1].controlA : timers_[1].controlB;
}
uint8_t readWideControl(uint8_t address) { return controlWide(address); }
void writeWideControl(uint8_t address, uint8_t value) {
  settle(timers_[1]);
  controlWide(address) = value;
  shape(timers_[1]);
  scheduleTimer(timers_[1]);
}

uint16_t wideValue(uint8_t address) {
  Timer& timer = timers_[1];
  switch (address & 0xFE) {
    case COUNT_1: settle(timer); return timer.counter.value();
    case CAPTURE_1: return timer.capture;
    default: return timer.compare[(address - COMPARE_1A) / 2];
  }
}

uint8_t readWide(uint8_t address) {
  return static_cast<uint8_t>(wideValue(address) >> ((address & 1) != 0 ? 8 : 0));
}

/// The upper half comes first, and waits for the lower.
void writeWide(uint8_t address, uint8_t value) {
  static uint8_t upper = 0;
  if ((address & 1) != 0) {
    upper = value;
    return;
  }
  Timer& timer = timers_[1];
  uint16_t whole = static_cast<uint16_t>(upper << 8 | value);
  settle(timer);
  switch (address) {
    case COUNT_1: timer.counter.set(whole); break;
    case CAPTURE_1: timer.capture = whole; break;
    default: timer.compare[(address - COMPARE_1A) / 2] = whole; break;
  }
  shape(timer);
  scheduleTimer(timer);
}

/// As the core leaves them: 64 cycles a step; 0 goes up, the others up and down.
__attribute__((constructor(104))) void beginTimers() {
  own(FLAGS_0, FLAGS_0 + TIMERS - 1, {readFlags, writeFlags});
  own(MASK_0, MASK_0 + TIMERS - 1, {readMask, writeMask});
  own(FIRST_0, FIRST_0 + COMPARE_B, {readNarrow, writeNarrow});
  own(FIRST_2, FIRST_2 + COMPARE_B, {readNarrow, writeNarrow});
  own(FIRST_1, FIRST_1 + TIMER_CONTROL_B, {readWideControl, writeWideControl});
  own(COUNT_1, COMPARE_1A + 3, {readWide, writeWide});
  timers_[0].controlA = 3;
  timers_[0].controlB = 3;
  timers_[0].mask = OVER;
  timers_[1].controlA = 1;
  timers_[1].controlB = 3;
  timers_[2].controlA = 1;
  timers_[2].controlB = 4;
  for (Timer& timer : timers_) {
    shape(timer);
  }
}

/// The timer of a pin; `which` of its two it is.
Timer* timerAt(uint8_t pin, int& which) {
  for (Timer& timer : timers_) {
    for (which = 0; which < 2; which++) {
      if (timer.pins[which] == pin) {
        return &timer;
      }
    }
  }
  return nullptr;
}

void action(uint8_t pin, uint8_t bits, int value) {
  int which;
  Timer* timer = timerAt(pin, which);
  if (timer == nullptr) {
    return;
  }
  Inside inside;
  settle(*timer);
  int shift = which == 0 ? 6 : 4;
  timer->controlA = static_cast<uint8_t>((timer->controlA & ~(3 << shift)) | bits << shift);
  if (value >= 0) {
    timer->compare[which] = static_cast<uint16_t>(value);
  }
  shape(*timer);
  scheduleTimer(*timer);
}

}  // namespace

void pulsesAt(uint8_t pin, uint8_t value) { action(pin, 2, value); }

void noPulsesAt(uint8_t pin) {
  int which;
  Timer* timer = timerAt(pin, which);
  if (timer != nullptr && (timer->controlA >> (which == 0 ? 6 : 4) & 3) != 0) {
    action(pin, 0, -1);
  }
}

void pulsesAgain() {
  for (Timer& timer : timers_) {
    pulseAt(timer, 0);
    pulseAt(timer, 1);
  }
}

void stopTimers() {
  for (Timer& timer : timers_) {
    settle(timer);
  }
  stopped_ = true;
  for (Timer& timer : timers_) {
    shape(timer);
    scheduleTimer(timer);
  }
}

void startTimers() {
  for (Timer& timer : timers_) {
    settle(timer);
  }
  stopped_ = false;
  for (Timer& timer : timers_) {
    shape(timer);
    scheduleTimer(timer);
  }
}

}  // namespace avr
}  // namespace tgsim
