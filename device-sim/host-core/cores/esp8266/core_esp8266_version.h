#pragma once
#include "core_version.h"

#define ARDUINO_ESP8266_MAJOR 3
#define ARDUINO_ESP8266_MINOR 1
#define ARDUINO_ESP8266_REVISION 2
inline int esp8266CoreVersionMajor() { return ARDUINO_ESP8266_MAJOR; }
inline int esp8266CoreVersionMinor() { return ARDUINO_ESP8266_MINOR; }
inline int esp8266CoreVersionRevision() { return ARDUINO_ESP8266_REVISION; }
inline int esp8266CoreVersionNumeric() {
  return ARDUINO_ESP8266_MAJOR * 10000000 + ARDUINO_ESP8266_MINOR * 100000 +
         ARDUINO_ESP8266_REVISION * 1000;
}
