#include "Arduino.h"
#include "FunctionalInterrupt.h"
#include "host.h"
#include "host_pins.h"

namespace {

constexpr uint8_t DIGITAL_PINS = 17;
/// What a call costs besides the registers that it moves.
constexpr uint64_t PIN_READ_NANOS = 400;
constexpr uint64_t PIN_WRITE_NANOS = 600;

struct Handler {
  void (*plain)(void);
  void (*withArgument)(void*);
  void* argument;
  std::function<void(void)>* function;
};
Handler handlers_[EXTERNAL_NUM_INTERRUPTS];

/// Interrupts are held back while one is served.
void call(void* of) {
  Handler& handler = *static_cast<Handler*>(of);
  if (handler.function != nullptr) {
    (*handler.function)();
  } else if (handler.argument != nullptr) {
    handler.withArgument(handler.argument);
  } else if (handler.plain != nullptr) {
    handler.plain();
  }
}

void attach(uint8_t pin, const Handler& handler, int mode) {
  if (pin >= EXTERNAL_NUM_INTERRUPTS) {
    return;
  }
  delete handlers_[pin].function;
  handlers_[pin] = handler;
  uint8_t edges = host::pins::NO_EDGE;
  switch (mode & 7) {
    case RISING: edges = host::pins::RISES; break;
    case FALLING: edges = host::pins::FALLS; break;
    case CHANGE: edges = host::pins::RISES | host::pins::FALLS; break;
    case ONLOW: edges = host::pins::IS_LOW; break;
    case ONHIGH: edges = host::pins::IS_HIGH; break;
    default: break;
  }
  bool still = (mode & 7) != CHANGE;
  host::pins::interrupt(pin, edges, still, call, &handlers_[pin]);
}

void mode16(uint8_t mode) {
  GPF16 = GP16FFS(GPFFS_GPIO(16)) | (mode == INPUT_PULLDOWN_16 ? 1u << GP16FPD : 0);
  GPC16 = 0;
  if (mode == OUTPUT) {
    GP16E |= 1;
  } else {
    GP16E &= ~1u;
  }
}

/// The bits that an interrupt has set stay.
uint32_t interruptOf(uint8_t pin) { return GPC(pin) & (0xFu << GPCI); }

}  // namespace

extern "C" {

void pinMode(uint8_t pin, uint8_t mode) {
  host::spend(PIN_WRITE_NANOS);
  if (pin == 16) {
    mode16(mode);
  }
  if (pin >= 16) {
    return;
  }
  if (isFlashInterfacePin(pin)) {
    host::note("GPIO6 to 11 belong to the flash: on a chip a sketch that moves them stops");
  }
  switch (mode) {
    case OUTPUT:
    case OUTPUT_OPEN_DRAIN:
      GPF(pin) = GPFFS(GPFFS_GPIO(pin));
      GPC(pin) = interruptOf(pin) | (mode == OUTPUT_OPEN_DRAIN ? 1u << GPCD : 0);
      GPES = 1u << pin;
      break;
    case INPUT:
    case INPUT_PULLUP:
    case WAKEUP_PULLUP:
    case WAKEUP_PULLDOWN: {
      bool up = mode == INPUT_PULLUP || mode == WAKEUP_PULLUP;
      GPEC = 1u << pin;
      GPC(pin) = interruptOf(pin) | 1u << GPCD;
      GPF(pin) = GPFFS(GPFFS_GPIO(pin)) | (up ? 1u << GPFPU : 0) |
                 (mode == WAKEUP_PULLDOWN ? 1u << GPFPD : 0);
      break;
    }
    default:
      // another part of the chip has it
      GPC(pin) = interruptOf(pin);
      GPEC = 1u << pin;
      GPF(pin) = GPFFS((mode >> 4) & 7) | (pin == 3 || pin == 13 ? 1u << GPFPU : 0);
      break;
  }
}

void digitalWrite(uint8_t pin, uint8_t value) {
  if (pin >= DIGITAL_PINS) {
    return;
  }
  host::spend(PIN_WRITE_NANOS);
  host::pins::pulses(pin, 0, 0);
  if (pin == 16) {
    GP16O = value ? 1 : 0;
  } else if (value) {
    GPOS = 1u << pin;
  } else {
    GPOC = 1u << pin;
  }
}

int digitalRead(uint8_t pin) {
  host::spend(PIN_READ_NANOS);
  return pin < DIGITAL_PINS && host::pins::level(pin) ? HIGH : LOW;
}

void attachInterrupt(uint8_t pin, void (*handler)(void), int mode) {
  attach(pin, {handler, nullptr, nullptr, nullptr}, mode);
}

void attachInterruptArg(uint8_t pin, void (*handler)(void*), void* arg, int mode) {
  attach(pin, {nullptr, handler, arg, nullptr}, mode);
}

void detachInterrupt(uint8_t pin) { attach(pin, {nullptr, nullptr, nullptr, nullptr}, 0); }

}  // extern "C"

void attachInterrupt(uint8_t pin, std::function<void(void)> handler, int mode) {
  attach(pin, {nullptr, nullptr, nullptr, new std::function<void(void)>(handler)}, mode);
}

unsigned long pulseIn(uint8_t pin, uint8_t state, unsigned long timeout) {
  host::spend(PIN_READ_NANOS);
  return host::pins::pulseMicros(pin, state != LOW, static_cast<uint32_t>(timeout));
}

unsigned long pulseInLong(uint8_t pin, uint8_t state, unsigned long timeout) {
  return pulseIn(pin, state, timeout);
}
