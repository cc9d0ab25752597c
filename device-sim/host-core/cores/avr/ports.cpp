#include "avr/ports.h"

#include "host.h"
#include "host_avr.h"
#include "host_pins.h"
#include "pins_arduino.h"

namespace tgsim {
namespace avr {
namespace {

using pins::Drive;

constexpr uint8_t LAST_PORT = FIRST_PORT + PORTS * PLACES - 1;

uint8_t directions_[PORTS];
uint8_t outputs_[PORTS];

/// An input with its output bit set has a resistor.
void drive() {
  for (uint8_t pin = 0; pin < NUM_DIGITAL_PINS; pin++) {
    uint8_t port = portOf(pin);
    bool out = (directions_[port] & maskOf(pin)) != 0;
    bool high = (outputs_[port] & maskOf(pin)) != 0;
    pins::drive(pin, out ? (high ? Drive::SUPPLY : Drive::GROUND)
                         : (high ? Drive::PULLED_UP : Drive::FLOATING));
  }
}

uint8_t levels(uint8_t port) {
  uint8_t levels = 0;
  for (uint8_t pin = 0; pin < NUM_DIGITAL_PINS; pin++) {
    if (portOf(pin) == port && pins::level(pin)) {
      levels |= maskOf(pin);
    }
  }
  return levels;
}

uint8_t readPort(uint8_t address) {
  uint8_t port = static_cast<uint8_t>((address - FIRST_PORT) / PLACES);
  switch ((address - FIRST_PORT) % PLACES) {
    case 0: return levels(port);
    case 1: return directions_[port];
    default: return outputs_[port];
  }
}

void writePort(uint8_t address, uint8_t value) {
  uint8_t port = static_cast<uint8_t>((address - FIRST_PORT) / PLACES);
  switch ((address - FIRST_PORT) % PLACES) {
    case 0:
      // ones turn outputs over
      outputs_[port] ^= value;
      break;
    case 1: {
      bool other = directions_[port] != value;
      directions_[port] = value;
      if (other) {
        pulsesAgain();
      }
      break;
    }
    default:
      outputs_[port] = value;
      break;
  }
  drive();
}

__attribute__((constructor(103))) void beginPorts() { own(FIRST_PORT, LAST_PORT, {readPort, writePort}); }

}  // namespace

bool isOutput(uint8_t pin) { return (directions_[portOf(pin)] & maskOf(pin)) != 0; }

}  // namespace avr
}  // namespace tgsim
