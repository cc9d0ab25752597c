#include <stdlib.h>
#include <sys/prctl.h>

#include "turn.h"

extern "C" {
void setup();
void loop();
}

namespace {

/// Before the constructors of the sketch's own objects, which may use all there is.
__attribute__((constructor(101))) void beginProcess() {
  if (getenv("TIDEGATE_GDB") != nullptr) {
    prctl(PR_SET_PTRACER, PR_SET_PTRACER_ANY, 0, 0, 0);
  }
  host::openWire();
  host::begin();
  host::watchSignals();
}

}  // namespace

int main() {
  setup();
  for (;;) {
    loop();
    host::endPass();
  }
}
