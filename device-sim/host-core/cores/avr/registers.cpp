#include "avr/ports.h"

#include "host.h"
#include "host_avr.h"

namespace tgsim {
namespace avr {
namespace {

constexpr uint64_t CYCLE_NANOS = 63;
constexpr int ALL = 256;
constexpr uint8_t STATUS = 0x5F;
constexpr uint8_t INTERRUPTS = 0x80;

Owner owners_[ALL];
uint8_t kept_[ALL];

// What pointers lead to, of those that somebody has asked for.
volatile uint8_t memory_[ALL];
uint8_t mirrored_[ALL];
uint8_t asked_[ALL];
int askedCount_ = 0;

/// Of the pairs that change by themselves, whose halves are read as one.
constexpr uint8_t LAST_MOVING = 0x87;

/// The upper half of a pair, between the accesses to both.
uint8_t high_ = 0;

uint8_t readBare(uint8_t address) {
  const Owner& owner = owners_[address];
  return owner.read != nullptr ? owner.read(address) : kept_[address];
}

void writeBare(uint8_t address, uint8_t value) {
  const Owner& owner = owners_[address];
  if (owner.write != nullptr) {
    owner.write(address, value);
  } else {
    kept_[address] = value;
  }
}

void fromMemory() {
  for (int i = 0; i < askedCount_; i++) {
    uint8_t address = asked_[i];
    uint8_t value = memory_[address];
    if (value != mirrored_[address]) {
      mirrored_[address] = value;
      writeBare(address, value);
    }
  }
}

void toMemory() {
  for (int i = 0; i < askedCount_; i++) {
    uint8_t address = asked_[i];
    memory_[address] = mirrored_[address] = readBare(address);
  }
}

void mirrorInMemory(uint8_t address) {
  for (int i = 0; i < askedCount_; i++) {
    if (asked_[i] == address) {
      return;
    }
  }
  memory_[address] = mirrored_[address] = readBare(address);
  asked_[askedCount_++] = address;
}

/// Pairs that are readBare and written as one; of those the lower half is what counts.
bool isUpperHalf(uint8_t address) { return address >= 0x84 && address <= 0x8B && (address & 1) != 0; }
bool isLowerHalf(uint8_t address) { return address >= 0x84 && address <= 0x8B && (address & 1) == 0; }

uint8_t readStatus(uint8_t) { return interruptsAreOff() ? 0 : INTERRUPTS; }
void writeStatus(uint8_t, uint8_t value) { interruptsOff((value & INTERRUPTS) == 0); }

__attribute__((constructor(103))) void beginRegisters() {
  own(STATUS, STATUS, {readStatus, writeStatus});
}

}  // namespace

void own(uint8_t first, uint8_t last, Owner owner) {
  for (int address = first; address <= last; address++) {
    owners_[address] = owner;
  }
}

uint8_t& kept(uint8_t address) { return kept_[address]; }

uint8_t readRegister(uint8_t address) {
  spend(CYCLE_NANOS);
  Inside inside;
  if (isUpperHalf(address) && address <= LAST_MOVING) {
    return high_;
  }
  uint8_t value = readBare(address);
  if (isLowerHalf(address)) {
    high_ = readBare(static_cast<uint8_t>(address + 1));
  }
  return value;
}

/// What comes of it comes at once: time passes after it.
void writeRegister(uint8_t address, uint8_t value) {
  if (isUpperHalf(address)) {
    high_ = value;
  } else if (isLowerHalf(address)) {
    Inside inside;
    writeBare(static_cast<uint8_t>(address + 1), high_);
    writeBare(address, value);
  } else {
    // not inside: that of the status lets interrupts run
    writeBare(address, value);
  }
  spend(CYCLE_NANOS);
}

uint16_t readRegisters(uint8_t address) {
  spend(2 * CYCLE_NANOS);
  Inside inside;
  uint8_t low = readBare(address);
  return static_cast<uint16_t>(readBare(static_cast<uint8_t>(address + 1)) << 8 | low);
}

void writeRegisters(uint8_t address, uint16_t value) {
  {
    Inside inside;
    writeBare(static_cast<uint8_t>(address + 1), static_cast<uint8_t>(value >> 8));
    writeBare(address, static_cast<uint8_t>(value));
  }
  spend(2 * CYCLE_NANOS);
}

volatile uint8_t* registerInMemory(uint8_t address) { return &memory_[address]; }

/// Of a port all three: who has one of them reckons from it.
void insistsOnMemory(uint8_t address) {
  bool port = address >= FIRST_PORT && address < FIRST_PORT + PORTS * PLACES;
  uint8_t first =
      static_cast<uint8_t>(port ? address - (address - FIRST_PORT) % PLACES : address);
  for (uint8_t i = 0; i < (port ? PLACES : 1); i++) {
    mirrorInMemory(static_cast<uint8_t>(first + i));
  }
  aroundTime(fromMemory, toMemory);
}

}  // namespace avr
}  // namespace tgsim
