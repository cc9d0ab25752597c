#pragma once
#include <functional>

#include "Arduino.h"

/// An interrupt that calls anything that can be called.
void attachInterrupt(uint8_t pin, std::function<void(void)> handler, int mode);
