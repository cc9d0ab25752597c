#pragma once
#include <stdint.h>

#include "avr/io.h"

#define WDTO_15MS 0
#define WDTO_30MS 1
#define WDTO_60MS 2
#define WDTO_120MS 3
#define WDTO_250MS 4
#define WDTO_500MS 5
#define WDTO_1S 6
#define WDTO_2S 7
#define WDTO_4S 8
#define WDTO_8S 9

/// The chip resets unless it hears of the sketch again within the time; off until it is enabled.
/// With WDIE in WDTCSR it calls ISR(WDT_vect) instead.
void wdt_enable(uint8_t timeout);
void wdt_disable();
void wdt_reset();
