#include <stdlib.h>

#include "WMath.h"
#include "host.h"

namespace {

#ifdef __AVR__
// Without hardware for it, each start has the same chance.
bool seeded_ = true;
#else
bool seeded_ = false;
#endif
uint64_t state_ = 1;

/// Of 31 bits, as rand() of the chips' C library: a linear congruence of 64 bits.
uint32_t next() {
  state_ = state_ * 6364136223846793005u + 1;
  return static_cast<uint32_t>(state_ >> 32) & 0x7FFFFFFF;
}

long below(uint32_t chance, long limit) {
  return limit == 0 ? 0 : static_cast<long>(chance % static_cast<uint32_t>(limit));
}

}  // namespace

void randomSeed(unsigned long seed) {
  if (seed != 0) {
    state_ = seed;
    seeded_ = true;
    srand(static_cast<unsigned>(seed));
  }
}

long random(long limit) { return below(seeded_ ? next() : host::chance(), limit); }

long random(long from, long limit) { return from >= limit ? from : from + random(limit - from); }

long secureRandom(long limit) { return below(host::chance(), limit); }

long secureRandom(long from, long limit) {
  return from >= limit ? from : from + secureRandom(limit - from);
}
