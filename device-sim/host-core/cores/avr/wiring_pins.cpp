#include "Arduino.h"
#include "host.h"
#include "host_avr.h"
#include "host_pins.h"

namespace {

/// What calls cost at 16 MHz.
constexpr uint64_t PIN_READ_NANOS = 3 * host::MICROSECOND;
constexpr uint64_t PIN_WRITE_NANOS = 3500;
constexpr uint64_t CONVERSION_NANOS = 112 * host::MICROSECOND;
constexpr int FULL = 255;

uint32_t silence_ = 0;
uint8_t tonePin_ = NUM_DIGITAL_PINS;

void set(host::avr::Register8 target, uint8_t mask, bool on) {
  if (on) {
    target |= mask;
  } else {
    target &= static_cast<uint8_t>(~mask);
  }
}

void silence(void*) {
  host::pins::pulses(tonePin_, 0, 0);
  silence_ = 0;
}

}  // namespace

#define TGSIM_PINS(of)                                                                          \
  {of(0),  of(1),  of(2),  of(3),  of(4),  of(5),  of(6),  of(7),  of(8),  of(9),               \
   of(10), of(11), of(12), of(13), of(14), of(15), of(16), of(17), of(18), of(19)}
const uint8_t digital_pin_to_port_PGM[] = TGSIM_PINS(digitalPinToPort);
const uint8_t digital_pin_to_bit_mask_PGM[] = TGSIM_PINS(digitalPinToBitMask);
const uint8_t digital_pin_to_timer_PGM[] = TGSIM_PINS(digitalPinToTimer);
#undef TGSIM_PINS

extern "C" {

void pinMode(uint8_t pin, uint8_t mode) {
  if (pin >= NUM_DIGITAL_PINS) {
    return;
  }
  host::spend(PIN_WRITE_NANOS);
  uint8_t port = host::avr::portOf(pin);
  uint8_t mask = digitalPinToBitMask(pin);
  set(host::avr::directions(port), mask, mode == OUTPUT);
  if (mode != OUTPUT) {
    set(host::avr::outputs(port), mask, mode == INPUT_PULLUP);
  }
}

void digitalWrite(uint8_t pin, uint8_t value) {
  if (pin >= NUM_DIGITAL_PINS) {
    return;
  }
  host::spend(PIN_WRITE_NANOS);
  host::avr::noPulsesAt(pin);
  host::pins::pulses(pin, 0, 0);
  set(host::avr::outputs(host::avr::portOf(pin)), digitalPinToBitMask(pin), value != LOW);
}

int digitalRead(uint8_t pin) {
  host::spend(PIN_READ_NANOS);
  return pin < NUM_DIGITAL_PINS && host::pins::level(pin) ? HIGH : LOW;
}

int analogRead(uint8_t pin) {
  host::spend(CONVERSION_NANOS);
  return host::pins::analog(static_cast<uint8_t>(pin < PIN_A0 ? pin + PIN_A0 : pin));
}

void analogReference(uint8_t mode) {
  if (mode != DEFAULT) {
    host::note("analogReference: the reference stays the supply");
  }
}

/// Nothing and all of it are levels, and so is all at a pin without a timer.
void analogWrite(uint8_t pin, int value) {
  pinMode(pin, OUTPUT);
  if (!digitalPinHasPWM(pin) || value <= 0 || value >= FULL) {
    digitalWrite(pin, value > FULL / 2 ? HIGH : LOW);
    return;
  }
  host::avr::pulsesAt(pin, static_cast<uint8_t>(value));
}

}  // extern "C"

unsigned long pulseIn(uint8_t pin, uint8_t state, unsigned long timeout) {
  return host::pins::pulseMicros(pin, state != LOW, static_cast<uint32_t>(timeout));
}

unsigned long pulseInLong(uint8_t pin, uint8_t state, unsigned long timeout) {
  return pulseIn(pin, state, timeout);
}

/// One at a time: there is one timer for it.
void tone(uint8_t pin, unsigned int frequency, unsigned long duration) {
  if (frequency == 0 || (silence_ != 0 && pin != tonePin_)) {
    return;
  }
  tonePin_ = pin;
  pinMode(pin, OUTPUT);
  uint64_t period = host::SECOND / frequency;
  host::pins::pulses(pin, period, period / 2);
  host::cancel(silence_);
  silence_ = 0;
  if (duration > 0) {
    silence_ = host::at(host::now() + duration * host::MILLISECOND, silence, nullptr);
  }
}

void noTone(uint8_t pin) {
  host::cancel(silence_);
  silence_ = 0;
  digitalWrite(pin, LOW);
}
