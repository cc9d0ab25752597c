#pragma once
#include "avr/interrupt.h"
#include "host.h"

namespace host {

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

}  // namespace host

#define ATOMIC_RESTORESTATE true
#define ATOMIC_FORCEON false
#define ATOMIC_BLOCK(type) for (host::Atomic hostAtomic(type); hostAtomic.once();)
