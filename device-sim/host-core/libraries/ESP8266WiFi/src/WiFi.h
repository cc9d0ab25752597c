#pragma once
// Sketches that were written for other boards ask for this name.
#include "ESP8266WiFi.h"
