#pragma once
#ifdef __AVR__
#include "SD_avr.h"
#else
#include "SD_esp8266.h"
#endif
