// The same without the library: start-up code, the UART, the clock, the loop.
#include <Arduino.h>

Stream serial;
volatile unsigned long clock_millis;

extern "C" unsigned long millis() { return clock_millis; }

int main() {
  unsigned long last = 0;
  for (;;) {
    while (serial.available() > 0) {
      serial.write(static_cast<uint8_t>(serial.read()));
    }
    if (millis() - last >= 1000) {
      last += 1000;
      serial.write(static_cast<uint8_t>(ADC));
    }
  }
}
