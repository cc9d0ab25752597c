#include "Arduino.h"
#include "host.h"

namespace {

/// What reading the clock costs.
constexpr uint64_t CLOCK_READ_NANOS = 1000;

uint32_t lock_ = 0;
uint32_t locks_[7];

__attribute__((constructor(102))) void beginCore() {
  host::watchdog(3200 * host::MILLISECOND, 8192 * host::MILLISECOND);
}

}  // namespace

extern "C" {

// As many bits as an unsigned long has: with 32 of them they begin again, as on the chip. With 64
// they do not, so that what is right there, `millis() - before >= interval`, is right here too.
unsigned long millis() {
  host::spend(CLOCK_READ_NANOS);
  return static_cast<unsigned long>(host::micros() / 1000);
}

unsigned long micros() {
  host::attend();
  host::spend(CLOCK_READ_NANOS);
  return static_cast<unsigned long>(host::micros());
}

uint64_t micros64() {
  host::attend();
  host::spend(CLOCK_READ_NANOS);
  return host::micros();
}

/// On behalf of a timer or an interrupt nothing waits.
void esp_delay(unsigned long millis) {
  if (host::context() == host::Context::SKETCH) {
    host::spend(CLOCK_READ_NANOS);
    host::waitUntil(host::now() + static_cast<uint32_t>(millis) * host::MILLISECOND);
  }
}

void delay(unsigned long millis) { esp_delay(millis); }

void delayMicroseconds(unsigned int micros) { host::spend(micros * host::MICROSECOND); }

void yield() {
  if (host::context() != host::Context::SKETCH) {
    host::die(host::How::ABORT, "Panic core_esp8266_main.cpp:191 __yield");
  }
  host::yieldNow();
}

void esp_yield() { host::yieldNow(); }
void esp_suspend() { host::yieldNow(); }
void esp_schedule() {}
bool can_yield() { return host::context() == host::Context::SKETCH; }

void optimistic_yield(uint32_t micros) {
  host::spend(CLOCK_READ_NANOS);
  if (can_yield() && host::sinceYield() > micros * host::MICROSECOND) {
    host::yieldNow();
  }
}

uint32_t xt_rsil(uint32_t level) { return host::interruptsOff(level != 0) ? 15 : 0; }
void xt_wsr_ps(uint32_t level) { host::interruptsOff((level & 15) != 0); }

void ets_intr_lock() {
  uint32_t before = xt_rsil(3);
  if (lock_ < 7) {
    locks_[lock_++] = before;
  }
}

void ets_intr_unlock() { xt_wsr_ps(lock_ > 0 ? locks_[--lock_] : 0); }

uint32_t esp_get_cycle_count() {
  host::spend(50);
  return static_cast<uint32_t>(host::now() * (F_CPU / 1000000) / 1000);
}

uint32_t esp_get_program_counter() {
  return static_cast<uint32_t>(reinterpret_cast<uintptr_t>(__builtin_return_address(0)));
}

uint32_t precache(void*, uint32_t) { return 0; }

}  // extern "C"

bool esp_try_delay(uint32_t start, uint32_t timeout, uint32_t step) {
  uint32_t gone = static_cast<uint32_t>(millis()) - start;
  if (timeout == 0 || gone >= timeout) {
    esp_yield();
    return true;
  }
  uint32_t left = timeout - gone;
  esp_delay(step > 0 && step < left ? step : left);
  return false;
}
