#ifndef __AVR__
#include "SD.h"

SDClass SD;
#endif
