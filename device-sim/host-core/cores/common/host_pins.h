#pragma once
#include <stdint.h>

/// Pins as wires: what the sketch does to each, what devices do, and what comes of both. The cores
/// put their registers on top of this; sketches do not see it.
namespace tgsim {

/// Messages with the pins of the simulator; io.tidegate.sim.sketch.pins has the table.
enum PinKind : uint8_t {
  PIN_DRIVE = 32,
  PIN_LOOK = 33,
  PIN_DEVICES = 34,
  PIN_ANALOG = 35,
  PIN_PULSES = 36,
  BUS_I2C = 40,
  BUS_SPI = 41,
};

namespace pins {

constexpr uint8_t MOST = 32;
/// Of interrupts, at each pin.
constexpr uint8_t WATCHES = 2;

/// What somebody does to a wire; the codes are those of the messages.
enum class Drive : uint8_t { FLOATING, GROUND, SUPPLY, PULLED_UP, PULLED_DOWN };

/// Which edges, and which levels, call an interrupt.
enum Edges : uint8_t { NO_EDGE = 0, RISES = 1, FALLS = 2, IS_LOW = 4, IS_HIGH = 8 };

/// The sketch does this to its wire from now on.
void drive(uint8_t pin, Drive drive);

/// Whether the wire is high now. One that nobody drives stays as it was.
bool level(uint8_t pin);

/// When the wire last changed, as far as somebody has looked.
uint64_t changedAt(uint8_t pin);

/// Waits until the wire is at this level; gives whether it is before that time.
bool await(uint8_t pin, bool high, uint64_t until);

/// Calls `what(of)` with these edges. With `still`, only if the level is still there when the call
/// can be made. Edges that come while it cannot are one. A pin has more than one of them.
void interrupt(uint8_t pin, uint8_t edges, bool still, void (*what)(void*), void* of,
               uint8_t which = 0);

/// The hardware gives pulses on its own, high for so long in each period; 0: no longer.
void pulses(uint8_t pin, uint64_t periodNanos, uint64_t highNanos);
bool givesPulses(uint8_t pin);

/// 0 to 1023.
int analog(uint8_t pin);

/// How long a pulse of this level is, in microseconds; 0 if none comes and ends before the timeout.
unsigned long pulseMicros(uint8_t pin, bool high, uint64_t timeoutMicros);

}  // namespace pins
}  // namespace tgsim
