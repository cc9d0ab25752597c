#pragma once
// Of the SDK's registers by address there are none; esp8266_peri.h has those that there are.
#include "c_types.h"
#include "esp8266_peri.h"
