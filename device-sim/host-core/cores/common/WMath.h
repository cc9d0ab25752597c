#pragma once
#include <stdint.h>

/// From the hardware's chance, or, after randomSeed() with something else than 0, from that seed.
long random(long below);
long random(long from, long below);
void randomSeed(unsigned long seed);
long secureRandom(long below);
long secureRandom(long from, long below);
long map(long value, long fromLow, long fromHigh, long toLow, long toHigh);

inline uint16_t makeWord(uint16_t value) { return value; }
inline uint16_t makeWord(uint8_t high, uint8_t low) {
  return static_cast<uint16_t>(high << 8 | low);
}
