#pragma once
#ifdef __AVR__
#include "EEPROM_avr.h"
#else
#include "EEPROM_esp8266.h"
#endif
