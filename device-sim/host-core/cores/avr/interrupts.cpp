#include "avr/interrupt.h"

#include "Arduino.h"
#include "host.h"
#include "host_avr.h"
#include "host_pins.h"

#define TGSIM_VECTOR(number) void _VECTOR(number)(void) __attribute__((weak));
extern "C" {
TGSIM_VECTOR(1) TGSIM_VECTOR(2) TGSIM_VECTOR(3) TGSIM_VECTOR(4) TGSIM_VECTOR(5) TGSIM_VECTOR(6)
TGSIM_VECTOR(7) TGSIM_VECTOR(8) TGSIM_VECTOR(9) TGSIM_VECTOR(10) TGSIM_VECTOR(11)
TGSIM_VECTOR(12) TGSIM_VECTOR(13) TGSIM_VECTOR(14) TGSIM_VECTOR(15) TGSIM_VECTOR(16)
TGSIM_VECTOR(17) TGSIM_VECTOR(18) TGSIM_VECTOR(19) TGSIM_VECTOR(20) TGSIM_VECTOR(21)
}
#undef TGSIM_VECTOR

namespace tgsim {
namespace avr {
namespace {

using Function = void (*)(void);

// ISRs of the sketch, by number; null where it has none.
const Function vectors_[] = {
    nullptr,       __vector_1,  __vector_2,  __vector_3,  __vector_4,  __vector_5,
    __vector_6,    __vector_7,  __vector_8,  __vector_9,  __vector_10, __vector_11,
    __vector_12,   __vector_13, __vector_14, __vector_15, __vector_16, __vector_17,
    __vector_18,   __vector_19, __vector_20, __vector_21,
};
constexpr uint8_t VECTORS = sizeof vectors_ / sizeof vectors_[0];

constexpr uint8_t PIN_CHANGE_FLAGS = 0x3B;
constexpr uint8_t EXTERNAL_FLAGS = 0x3C;
constexpr uint8_t EXTERNAL_MASK = 0x3D;
constexpr uint8_t PIN_CHANGE_CONTROL = 0x68;
constexpr uint8_t SENSE = 0x69;
constexpr uint8_t PIN_CHANGE_MASK = 0x6B;
constexpr uint8_t FIRST_PIN = 2;
constexpr uint8_t GROUPS = 3;
/// The first pin of each group, and how many there are.
constexpr uint8_t GROUP_PIN[] = {8, 14, 0};
constexpr uint8_t GROUP_PINS[] = {6, 6, 8};
/// Of the two that a pin has.
constexpr uint8_t EXTERNAL_WATCH = 0;
constexpr uint8_t CHANGE_WATCH = 1;

Function handlers_[EXTERNAL_NUM_INTERRUPTS];
uint32_t count_ = 0;

/// Of a pin of its own; what a sketch has attached, or its ISR.
void pinEdge(void* of) {
  uintptr_t number = reinterpret_cast<uintptr_t>(of);
  uint8_t vector = static_cast<uint8_t>(INT0_VECTOR + number);
  if (handlers_[number] != nullptr && !hasVector(vector)) {
    countInterrupt();
    handlers_[number]();
  } else {
    runVector(vector);
  }
}

void pinChange(void* of) {
  runVector(static_cast<uint8_t>(PCINT0_VECTOR + reinterpret_cast<uintptr_t>(of)));
}

uint8_t edgesOf(uint8_t number) {
  if ((kept(EXTERNAL_MASK) & 1 << number) == 0) {
    return pins::NO_EDGE;
  }
  switch (kept(SENSE) >> (2 * number) & 3) {
    case 0: return pins::IS_LOW;
    case 1: return pins::RISES | pins::FALLS;
    case 2: return pins::FALLS;
    default: return pins::RISES;
  }
}

void watchExternal(uint8_t address, uint8_t value) {
  kept(address) = value;
  for (uint8_t number = 0; number < EXTERNAL_NUM_INTERRUPTS; number++) {
    pins::interrupt(static_cast<uint8_t>(FIRST_PIN + number), edgesOf(number), false, pinEdge,
                    reinterpret_cast<void*>(static_cast<uintptr_t>(number)), EXTERNAL_WATCH);
  }
}

void watchChanges(uint8_t address, uint8_t value) {
  kept(address) = value;
  for (uint8_t group = 0; group < GROUPS; group++) {
    bool on = (kept(PIN_CHANGE_CONTROL) & 1 << group) != 0;
    for (uint8_t bit = 0; bit < GROUP_PINS[group]; bit++) {
      bool watched = on && (kept(static_cast<uint8_t>(PIN_CHANGE_MASK + group)) & 1 << bit) != 0;
      uint8_t edges = watched ? pins::RISES | pins::FALLS : pins::NO_EDGE;
      pins::interrupt(static_cast<uint8_t>(GROUP_PIN[group] + bit), edges, false, pinChange,
                      reinterpret_cast<void*>(static_cast<uintptr_t>(group)), CHANGE_WATCH);
    }
  }
}

/// What has happened has been called, or waits for it: there is nothing to take back.
uint8_t readNone(uint8_t) { return 0; }
void ignore(uint8_t, uint8_t) {}

__attribute__((constructor(103))) void beginInterrupts() {
  own(PIN_CHANGE_FLAGS, EXTERNAL_FLAGS, {readNone, ignore});
  own(EXTERNAL_MASK, EXTERNAL_MASK, {nullptr, watchExternal});
  own(SENSE, SENSE, {nullptr, watchExternal});
  own(PIN_CHANGE_CONTROL, PIN_CHANGE_CONTROL, {nullptr, watchChanges});
  own(PIN_CHANGE_MASK, PIN_CHANGE_MASK + GROUPS - 1, {nullptr, watchChanges});
}

}  // namespace

bool hasVector(uint8_t vector) { return vector < VECTORS && vectors_[vector] != nullptr; }

void runVector(uint8_t vector) {
  count_++;
  if (!hasVector(vector)) {
    note("an interrupt for which the sketch has no ISR: it begins anew, as on the chip");
    die(How::RESTART, "");
  }
  vectors_[vector]();
}

uint32_t interruptCount() { return count_; }
void countInterrupt() { count_++; }

}  // namespace avr
}  // namespace tgsim


extern "C" {

void attachInterrupt(uint8_t number, void (*handler)(void), int mode) {
  if (number >= EXTERNAL_NUM_INTERRUPTS) {
    return;
  }
  tgsim::avr::handlers_[number] = handler;
  uint8_t shift = static_cast<uint8_t>(2 * number);
  EICRA = static_cast<uint8_t>((EICRA & ~(3 << shift)) | (mode & 3) << shift);
  EIMSK |= static_cast<uint8_t>(1 << number);
}

void detachInterrupt(uint8_t number) {
  if (number < EXTERNAL_NUM_INTERRUPTS) {
    EIMSK &= static_cast<uint8_t>(~(1 << number));
    tgsim::avr::handlers_[number] = nullptr;
  }
}

void cli() { tgsim::interruptsOff(true); }
void sei() { tgsim::interruptsOff(false); }

}  // extern "C"
