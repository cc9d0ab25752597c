#include "Arduino.h"
#include "host.h"
#include "host_pins.h"

namespace {

constexpr uint8_t PWM_PINS = 17;
/// What a conversion takes.
constexpr uint64_t CONVERSION_NANOS = 80 * host::MICROSECOND;
constexpr int FULL = 1023;
constexpr uint32_t LOWEST_HERTZ = 100;
constexpr uint32_t HIGHEST_HERTZ = 60000;
/// A tone's half period is not shorter.
constexpr uint64_t SHORTEST_NANOS = 25 * host::MICROSECOND;

int32_t range_ = 255;
uint32_t hertz_ = 1000;
uint32_t silences_[PWM_PINS];

void play(uint8_t pin, double hertz, unsigned long millis) {
  if (pin >= PWM_PINS) {
    return;
  }
  uint64_t half = static_cast<uint64_t>(host::SECOND / hertz / 2);
  half = half < SHORTEST_NANOS ? SHORTEST_NANOS : half;
  pinMode(pin, OUTPUT);
  host::pins::pulses(pin, 2 * half, half);
  host::cancel(silences_[pin]);
  silences_[pin] = 0;
  if (millis > 0) {
    auto end = [](void* of) {
      uint8_t ended = static_cast<uint8_t>(reinterpret_cast<uintptr_t>(of));
      silences_[ended] = 0;
      host::pins::pulses(ended, 0, 0);
    };
    void* of = reinterpret_cast<void*>(static_cast<uintptr_t>(pin));
    silences_[pin] = host::at(host::now() + millis * host::MILLISECOND, end, of);
  }
}

}  // namespace

extern "C" {

uint16_t system_adc_read() {
  host::spend(CONVERSION_NANOS);
  return static_cast<uint16_t>(host::pins::analog(PIN_A0));
}

int analogRead(uint8_t pin) {
  return pin == PIN_A0 || pin == 0 ? system_adc_read() : digitalRead(pin) * FULL;
}

void analogReference(uint8_t) {}

void analogWriteFreq(uint32_t hertz) {
  hertz_ = hertz < LOWEST_HERTZ ? LOWEST_HERTZ : hertz > HIGHEST_HERTZ ? HIGHEST_HERTZ : hertz;
}

void analogWriteRange(uint32_t range) {
  if (range >= 15 && range <= 65535) {
    range_ = static_cast<int32_t>(range);
  }
}

void analogWriteResolution(int bits) {
  if (bits >= 4 && bits <= 16) {
    range_ = (1 << bits) - 1;
  }
}

void analogWrite(uint8_t pin, int value) { analogWriteMode(pin, value, false); }

/// Nothing and all of it are levels, not pulses.
void analogWriteMode(uint8_t pin, int value, bool openDrain) {
  if (pin >= PWM_PINS) {
    return;
  }
  int wanted = value < 0 ? 0 : value > range_ ? range_ : value;
  if (!host::pins::givesPulses(pin)) {
    pinMode(pin, openDrain ? OUTPUT_OPEN_DRAIN : OUTPUT);
  }
  if (wanted == 0 || wanted == range_) {
    digitalWrite(pin, wanted == 0 ? LOW : HIGH);
    return;
  }
  host::spend(host::MICROSECOND);
  uint64_t period = host::SECOND / hertz_;
  host::pins::pulses(pin, period, period * static_cast<uint64_t>(wanted) / range_);
}

}  // extern "C"

void tone(uint8_t pin, unsigned int frequency, unsigned long duration) {
  tone(pin, static_cast<double>(frequency), duration);
}

void tone(uint8_t pin, int frequency, unsigned long duration) {
  tone(pin, static_cast<double>(static_cast<unsigned int>(frequency)), duration);
}

void tone(uint8_t pin, double frequency, unsigned long duration) {
  if (frequency < 1.0) {
    noTone(pin);
  } else {
    play(pin, frequency, duration);
  }
}

void noTone(uint8_t pin) {
  if (pin < PWM_PINS) {
    host::cancel(silences_[pin]);
    silences_[pin] = 0;
    digitalWrite(pin, LOW);
  }
}
