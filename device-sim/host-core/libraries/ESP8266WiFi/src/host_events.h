#pragma once
#include <stdint.h>

namespace tgsim {

/// Calls who wants to know of it, as the system does on the chip: soon, and not from within the
/// call that caused it.
void modeChanged(uint8_t before, uint8_t after);

}  // namespace tgsim
