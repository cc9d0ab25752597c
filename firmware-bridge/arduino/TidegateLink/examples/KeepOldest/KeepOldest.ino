// When the gateway is away for long, a full memory drops its oldest reading for the newest. This
// sketch would rather keep the oldest: it asks before it measures.
#include <TidegateLink.h>

TIDEGATE_KEPT TidegateMemory<10, 40> memory;
TidegateLink wire(Serial, memory);

unsigned long lastReading = 0;

void setup() {
  Serial.begin(115200);
  wire.begin("oldest-1", F("oldest/1.0"), F("volts gauge V 2 r"));
}

void loop() {
  wire.poll();
  if (millis() - lastReading >= 1000) {
    lastReading += 1000;
    if (!wire.isFull()) {
      // 5 V are 1023. Hundredths of a volt as a whole number: no float needed.
      long hundredths = analogRead(A0) * 500L / 1023;
      TidegateJson<40> json;
      json.addFixed("volts", hundredths, 2);
      wire.reading(json);
    }
  }
}
