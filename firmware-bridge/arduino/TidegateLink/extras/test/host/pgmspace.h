#pragma once
// Where the ESP8266's core has it.
#include "flash.h"
