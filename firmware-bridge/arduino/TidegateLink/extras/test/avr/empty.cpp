// The same without the library: it reads, writes and measures.
#include <Arduino.h>

unsigned long lastReading = 0;

void setup() { Serial.begin(115200); }

void loop() {
  while (Serial.available() > 0) {
    Serial.write(static_cast<uint8_t>(Serial.read()));
  }
  if (millis() - lastReading >= 1000) {
    lastReading += 1000;
    Serial.write(static_cast<uint8_t>(analogRead(A0)));
  }
}
