#pragma once
#include <stdint.h>

/// What the files of this core have among themselves: who answers for a register, interrupts,
/// timers, sleep.
namespace tgsim {
namespace avr {

// ---- registers ----

/// What reading and writing one does; neither takes time. Null: it only keeps its value.
struct Owner {
  uint8_t (*read)(uint8_t address);
  void (*write)(uint8_t address, uint8_t value);
};

/// These from now on, up to and with the last.
void own(uint8_t first, uint8_t last, Owner owner);
/// What it keeps, for those who read it now and then.
uint8_t& kept(uint8_t address);

// ---- interrupts ----

enum Vector : uint8_t {
  INT0_VECTOR = 1,
  PCINT0_VECTOR = 3,
  WDT_VECTOR = 6,
  TIMER2_VECTOR = 7,
  TIMER1_VECTOR = 11,
  TIMER0_VECTOR = 14,
  ADC_VECTOR = 21,
};

/// Whether the sketch has a function for it.
bool hasVector(uint8_t vector);
/// Runs it. Without one the chip begins anew, as the start is what stands in its place.
void runVector(uint8_t vector);
/// How many interrupts there have been.
uint32_t interruptCount();
/// There was one that is not among the vectors.
void countInterrupt();

// ---- pins ----

bool isOutput(uint8_t pin);

// ---- timers ----

/// Pulses at a pin that has a timer: so many of 255.
void pulsesAt(uint8_t pin, uint8_t value);
/// The timer lets go of its pin.
void noPulsesAt(uint8_t pin);
/// Directions of pins have changed.
void pulsesAgain();
/// While the clocks of the chip stand still; then they go on from there.
void stopTimers();
void startTimers();

// ---- sleep ----

/// How long millis() has stood still.
uint64_t stoodStillNanos();

}  // namespace avr
}  // namespace tgsim
