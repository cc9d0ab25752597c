#include "avr/ports.h"

#include "host.h"
#include "host_pins.h"
#include "pins_arduino.h"

namespace tgsim {
namespace avr {
namespace {

using pins::Drive;

/// In memory each port has its three, one after the other.
enum Place : uint8_t { INPUTS, DIRECTIONS, OUTPUTS, PLACES };
constexpr uint64_t CYCLE_NANOS = 63;
constexpr uint8_t INTERRUPTS = 0x80;

uint8_t directions_[PORTS];
uint8_t outputs_[PORTS];
volatile uint8_t memory_[PORTS * PLACES];
bool inMemory_ = false;

volatile uint8_t* memory(uint8_t port, Place place) { return &memory_[port * PLACES + place]; }

void mirror() {
  for (uint8_t port = 0; port < PORTS; port++) {
    *memory(port, DIRECTIONS) = directions_[port];
    *memory(port, OUTPUTS) = outputs_[port];
  }
}

/// An input with its output bit set has a resistor.
void drive() {
  for (uint8_t pin = 0; pin < NUM_DIGITAL_PINS; pin++) {
    uint8_t port = portOf(pin);
    bool out = (directions_[port] & maskOf(pin)) != 0;
    bool high = (outputs_[port] & maskOf(pin)) != 0;
    pins::drive(pin, out ? (high ? Drive::SUPPLY : Drive::GROUND)
                         : (high ? Drive::PULLED_UP : Drive::FLOATING));
  }
  mirror();
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

void fromMemory() {
  bool moved = false;
  for (uint8_t port = 0; port < PORTS; port++) {
    uint8_t directions = *memory(port, DIRECTIONS);
    uint8_t outputs = *memory(port, OUTPUTS);
    moved = moved || directions != directions_[port] || outputs != outputs_[port];
    directions_[port] = directions;
    outputs_[port] = outputs;
  }
  if (moved) {
    drive();
  }
}

void toMemory() {
  for (uint8_t port = 0; port < PORTS; port++) {
    *memory(port, INPUTS) = levels(port);
  }
}

void access() { spend(CYCLE_NANOS); }

uint8_t readInputs(uint8_t port) {
  access();
  return levels(port);
}

uint8_t readDirections(uint8_t port) {
  access();
  return directions_[port];
}

void writeDirections(uint8_t port, uint8_t value) {
  access();
  directions_[port] = value;
  drive();
}

uint8_t readOutputs(uint8_t port) {
  access();
  return outputs_[port];
}

void writeOutputs(uint8_t port, uint8_t value) {
  access();
  outputs_[port] = value;
  drive();
}

/// Ones turn outputs over.
void writeInputs(uint8_t port, uint8_t value) { writeOutputs(port, outputs_[port] ^ value); }

uint8_t readStatus(uint8_t) { return interruptsAreOff() ? 0 : INTERRUPTS; }
void writeStatus(uint8_t, uint8_t value) { interruptsOff((value & INTERRUPTS) == 0); }

}  // namespace

Register8 inputs(uint8_t port) {
  return {readInputs, writeInputs, port, memory(port, INPUTS)};
}
Register8 directions(uint8_t port) {
  return {readDirections, writeDirections, port, memory(port, DIRECTIONS)};
}
Register8 outputs(uint8_t port) {
  return {readOutputs, writeOutputs, port, memory(port, OUTPUTS)};
}
Register8 status() { return {readStatus, writeStatus, 0}; }

void insistsOnMemory() {
  if (!inMemory_) {
    inMemory_ = true;
    mirror();
    toMemory();
    aroundTime(fromMemory, toMemory);
  }
}

}  // namespace avr
}  // namespace tgsim
