// The ESP8266 core's own Ticker library, in place of the one that comes with the simulator.
#include <Ticker.h>

Ticker every;
Ticker once;
volatile int ticks = 0;
volatile int late = 0;

void setup() {
  Serial.begin(115200);
  Serial.println();
  every.attach_ms(100, [] { ticks = ticks + 1; });
  once.once(2, [](int by) { late = by; }, 7);
}

void loop() {
  delay(1050);
  Serial.printf("ticks %d late %d active %d\n", ticks, late, once.active());
  if (ticks > 35) {
    every.detach();
  }
  delay(1000 - 50);
}
