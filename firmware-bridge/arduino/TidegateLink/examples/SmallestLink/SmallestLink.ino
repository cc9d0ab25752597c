// The smallest sketch that talks: a reading of A0 each second, kept until the gateway has it safe.
#include <TidegateLink.h>

// Room for 12 readings of up to 32 bytes, left alone by a reset.
TIDEGATE_KEPT TidegateMemory<12, 32> memory;
TidegateLink wire(Serial, memory);

unsigned long lastReading = 0;

void setup() {
  Serial.begin(115200);
  wire.begin("smallest-1", F("smallest/1.0"), F("a0 gauge - 0 r"));
}

void loop() {
  wire.poll();
  if (millis() - lastReading >= 1000) {
    lastReading += 1000;
    TidegateJson<32> json;
    json.add("a0", analogRead(A0));
    wire.reading(json);
  }
}
