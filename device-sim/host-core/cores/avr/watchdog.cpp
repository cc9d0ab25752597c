#include "avr/wdt.h"
#include "host.h"
#include "host_avr.h"

namespace tgsim {
namespace avr {
namespace {

constexpr uint8_t WATCHDOG_CONTROL = 0x60;
constexpr uint8_t CAUSE = 0x54;
constexpr uint64_t SHORTEST = 16 * MILLISECOND;
constexpr uint8_t LONGEST = WDTO_8S;
constexpr uint8_t ANNOUNCED = 1 << WDCE;
constexpr uint8_t BY_RESET = 1 << WDE;
constexpr uint8_t BY_CALL = 1 << WDIE;

uint32_t watching_ = 0;

uint64_t timeout() {
  uint8_t control = kept(WATCHDOG_CONTROL);
  uint8_t times = static_cast<uint8_t>((control & 7) | ((control & 1 << WDP3) != 0 ? 8 : 0));
  return SHORTEST << (times > LONGEST ? LONGEST : times);
}

void beginWatching();

/// A call takes the turn of a reset once: WDIE is gone after it.
void onWatchdog(void*) {
  watching_ = 0;
  uint8_t control = kept(WATCHDOG_CONTROL);
  if ((control & BY_CALL) == 0) {
    die(How::HARD_WATCHDOG, "");
  }
  if ((control & BY_RESET) != 0) {
    kept(WATCHDOG_CONTROL) = static_cast<uint8_t>(control & ~BY_CALL);
  }
  beginWatching();
  runVector(WDT_VECTOR);
}

/// From now on. What holds interrupts back and never ends is reset all the same.
void beginWatching() {
  cancel(watching_);
  watching_ = 0;
  uint8_t control = kept(WATCHDOG_CONTROL);
  bool on = (control & (BY_CALL | BY_RESET)) != 0;
  watching_ = on ? at(now() + timeout(), onWatchdog, nullptr) : 0;
  watchdog(0, (control & (BY_CALL | BY_RESET)) == BY_RESET ? timeout() : 0);
}

/// A change is announced by a writeWatchdog of its own, which changes nothing yet.
void writeWatchdog(uint8_t, uint8_t value) {
  constexpr uint8_t ANNOUNCES = ANNOUNCED | BY_RESET;
  if ((value & ANNOUNCES) == ANNOUNCES) {
    return;
  }
  kept(WATCHDOG_CONTROL) = static_cast<uint8_t>(value & ~(ANNOUNCED | 1 << WDIF));
  beginWatching();
}

/// Why it has started, as its flags say it.
uint8_t causeOf(uint8_t cause) {
  switch (cause) {
    case 0: return 1 << PORF;
    case 1:
    case 3: return 1 << WDRF;
    case 6: return 1 << EXTRF;
    default: return 0;
  }
}

__attribute__((constructor(103))) void beginWatchdog() {
  own(WATCHDOG_CONTROL, WATCHDOG_CONTROL, {nullptr, writeWatchdog});
  kept(CAUSE) = causeOf(start().cause);
}

}  // namespace
}  // namespace avr
}  // namespace tgsim

void wdt_enable(uint8_t timeout) {
  uint8_t upper = (timeout & 8) != 0 ? 1 << WDP3 : 0;
  WDTCSR = static_cast<uint8_t>(1 << WDE | upper | (timeout & 7));
}

void wdt_disable() { WDTCSR = 0; }

void wdt_reset() {
  if ((WDTCSR & (1 << WDE | 1 << WDIE)) != 0) {
    tgsim::avr::beginWatching();
  }
}
