#pragma once
#include "avr/interrupt.h"

namespace tgsim {

/// Of the runtime, which a sketch does not see.
bool interruptsOff(bool off);

/// No interrupts while one of these lives; once, as a loop that goes round one time.
class Atomic {
 public:
  explicit Atomic(bool restore) : before_(interruptsOff(true)), restore_(restore) {}
  ~Atomic() { interruptsOff(restore_ && before_); }
  bool once() { return !done_ && (done_ = true); }

 private:
  bool before_;
  bool restore_;
  bool done_ = false;
};

}  // namespace tgsim

#define ATOMIC_RESTORESTATE true
#define ATOMIC_FORCEON false
#define ATOMIC_BLOCK(type) for (tgsim::Atomic hostAtomic(type); hostAtomic.once();)
