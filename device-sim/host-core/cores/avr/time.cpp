#include "Arduino.h"
#include "host.h"
#include "host_avr.h"

namespace {

constexpr uint64_t CLOCK_READ_NANOS = 2000;
/// Timer 0 counts in steps of 4 microseconds.
constexpr uint64_t STEP_MICROS = 4;
/// What timer 0 has counted: it stands still in a deep sleep.
uint64_t countedMicros() {
  return host::micros() - host::avr::stoodStillNanos() / host::MICROSECOND;
}

}  // namespace

extern "C" {

// As many bits as an unsigned long has: with 32 of them they begin again, as on the chip. With 64
// they do not, so that what is right there, `millis() - before >= interval`, is right here too.
unsigned long millis() {
  host::spend(CLOCK_READ_NANOS);
  return static_cast<unsigned long>(countedMicros() / 1000);
}

unsigned long micros() {
  host::attend();
  host::spend(CLOCK_READ_NANOS);
  return static_cast<unsigned long>(countedMicros() / STEP_MICROS * STEP_MICROS);
}

void delay(unsigned long millis) {
  uint64_t end = host::now() + static_cast<uint32_t>(millis) * host::MILLISECOND;
  host::spend(CLOCK_READ_NANOS);
  if (!host::waitUntil(end) && end > host::now()) {
    host::spend(end - host::now());
  }
}

void delayMicroseconds(unsigned int micros) { host::spend(micros * host::MICROSECOND); }

void yield() { host::yieldNow(); }
void init() {}

}  // extern "C"
