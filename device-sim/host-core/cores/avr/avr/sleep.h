#pragma once
#include <stdint.h>

#include "avr/io.h"

#define SLEEP_MODE_IDLE (0 << 1)
#define SLEEP_MODE_ADC (1 << 1)
#define SLEEP_MODE_PWR_DOWN (2 << 1)
#define SLEEP_MODE_PWR_SAVE (3 << 1)
#define SLEEP_MODE_STANDBY (6 << 1)
#define SLEEP_MODE_EXT_STANDBY (7 << 1)

#define set_sleep_mode(mode) (SMCR = static_cast<uint8_t>((SMCR & ~0x0E) | (mode)))
#define sleep_enable() (SMCR |= 1 << SE)
#define sleep_disable() (SMCR &= static_cast<uint8_t>(~(1 << SE)))
#define sleep_bod_disable() ((void)0)
#define sleep_mode()  \
  do {                \
    sleep_enable();   \
    sleep_cpu();      \
    sleep_disable();  \
  } while (0)

/// Until an interrupt. In a deep sleep the timers stand still, millis() as well.
void sleep_cpu();
