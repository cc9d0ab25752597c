#include "Arduino.h"
#include "host.h"
#include "host_pins.h"

namespace tgsim {
namespace esp8266 {
namespace {

using pins::Drive;

constexpr uint8_t REGISTER_PINS = 17;
constexpr uint8_t LAST = 16;
constexpr uint32_t SHARED = 0xFFFF;
/// What an access to a register costs.
constexpr uint64_t ACCESS_NANOS = 100;

uint32_t out_ = 0;
uint32_t enabled_ = 0;
uint32_t control_[REGISTER_PINS];
uint32_t function_[REGISTER_PINS];

/// For whoever insists on memory; and what stood there last.
struct Memory {
  volatile uint32_t out = 0;
  volatile uint32_t in = 0;
  volatile uint32_t enabled = 0;
  volatile uint32_t out16 = 0;
  volatile uint32_t in16 = 0;
  volatile uint32_t enabled16 = 0;
};
Memory memory_;
bool inMemory_ = false;

Drive drive(uint8_t pin) {
  bool high = (out_ >> pin & 1) != 0;
  bool pullUp = pin < LAST && (function_[pin] >> GPFPU & 1) != 0;
  bool pullDown = (function_[pin] >> (pin == LAST ? GP16FPD : GPFPD) & 1) != 0;
  bool openDrain = (control_[pin] >> GPCD & 1) != 0;
  if ((enabled_ >> pin & 1) != 0 && (!high || !openDrain)) {
    return high ? Drive::SUPPLY : Drive::GROUND;
  }
  return pullUp ? Drive::PULLED_UP : pullDown ? Drive::PULLED_DOWN : Drive::FLOATING;
}

void mirror() {
  memory_.out = out_ & SHARED;
  memory_.enabled = enabled_ & SHARED;
  memory_.out16 = out_ >> LAST & 1;
  memory_.enabled16 = enabled_ >> LAST & 1;
}

void drive() {
  for (uint8_t pin = 0; pin < REGISTER_PINS; pin++) {
    pins::drive(pin, drive(pin));
  }
  mirror();
}

uint32_t levels() {
  uint32_t levels = 0;
  for (uint8_t pin = 0; pin < LAST; pin++) {
    levels |= pins::level(pin) ? 1u << pin : 0;
  }
  return levels;
}

void fromMemory() {
  uint32_t out = (memory_.out & SHARED) | (memory_.out16 & 1) << LAST;
  uint32_t enabled = (memory_.enabled & SHARED) | (memory_.enabled16 & 1) << LAST;
  if (out != out_ || enabled != enabled_) {
    out_ = out;
    enabled_ = enabled;
    drive();
  }
}

void toMemory() {
  memory_.in = levels();
  memory_.in16 = pins::level(LAST) ? 1 : 0;
}

void access() { spend(ACCESS_NANOS); }

uint32_t readNothing(uint8_t) { return 0; }
void writeNothing(uint8_t, uint32_t) {}

uint32_t readOut(uint8_t) {
  access();
  return out_ & SHARED;
}

void writeOut(uint8_t, uint32_t value) {
  access();
  out_ = (out_ & ~SHARED) | (value & SHARED);
  drive();
}

void setOut(uint8_t, uint32_t bits) { writeOut(0, out_ | bits); }
void clearOut(uint8_t, uint32_t bits) { writeOut(0, out_ & ~bits); }

uint32_t readEnabled(uint8_t) {
  access();
  return enabled_ & SHARED;
}

void writeEnabled(uint8_t, uint32_t value) {
  access();
  enabled_ = (enabled_ & ~SHARED) | (value & SHARED);
  drive();
}

void setEnabled(uint8_t, uint32_t bits) { writeEnabled(0, enabled_ | bits); }
void clearEnabled(uint8_t, uint32_t bits) { writeEnabled(0, enabled_ & ~bits); }

uint32_t readIn(uint8_t) {
  access();
  return levels();
}

uint32_t readControl(uint8_t pin) { return control_[pin]; }
void writeControl(uint8_t pin, uint32_t value) {
  control_[pin] = value;
  drive();
}

uint32_t readFunction(uint8_t pin) { return function_[pin]; }
void writeFunction(uint8_t pin, uint32_t value) {
  function_[pin] = value;
  drive();
}

uint32_t readOut16(uint8_t) { return out_ >> LAST & 1; }
void writeOut16(uint8_t, uint32_t value) {
  access();
  out_ = (out_ & SHARED) | (value & 1) << LAST;
  drive();
}

uint32_t readEnabled16(uint8_t) { return enabled_ >> LAST & 1; }
void writeEnabled16(uint8_t, uint32_t value) {
  access();
  enabled_ = (enabled_ & SHARED) | (value & 1) << LAST;
  drive();
}

uint32_t readIn16(uint8_t) {
  access();
  return pins::level(LAST) ? 1 : 0;
}

}  // namespace

Register32 outputs() { return {readOut, writeOut, 0, &memory_.out}; }
Register32 outputsSet() { return {readNothing, setOut, 0}; }
Register32 outputsClear() { return {readNothing, clearOut, 0}; }
Register32 enabled() { return {readEnabled, writeEnabled, 0, &memory_.enabled}; }
Register32 enabledSet() { return {readNothing, setEnabled, 0}; }
Register32 enabledClear() { return {readNothing, clearEnabled, 0}; }
Register32 inputs() { return {readIn, writeNothing, 0, &memory_.in}; }
Register32 interruptStatus() { return {readNothing, writeNothing, 0}; }
Register32 control(uint8_t pin) { return {readControl, writeControl, pin}; }
Register32 function(uint8_t pin) { return {readFunction, writeFunction, pin}; }
Register32 output16() { return {readOut16, writeOut16, 0, &memory_.out16}; }
Register32 enabled16() { return {readEnabled16, writeEnabled16, 0, &memory_.enabled16}; }
uint32_t random() {
  spend(ACCESS_NANOS);
  return chance();
}

Register32 input16() { return {readIn16, writeNothing, 0, &memory_.in16}; }

void insistsOnMemory(uint8_t) {
  if (!inMemory_) {
    inMemory_ = true;
    mirror();
    aroundTime(fromMemory, toMemory);
  }
}

}  // namespace esp8266
}  // namespace tgsim
