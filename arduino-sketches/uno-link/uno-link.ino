// An Arduino Uno on the Tidegate link: reads A0, switches its LED by command, and keeps what the
// gateway does not have safe yet, over a reset too.
#include <TidegateLink.h>

#if __has_include("config.h")
#include "config.h"
#else
#include "config.example.h"
#endif

// 12 readings of up to 24 bytes: 456 of the 2,048 bytes.
TIDEGATE_KEPT TidegateMemory<12, 24, 12> memory;
TidegateLink wire(Serial, memory);

unsigned long lastReadingMillis = 0;

void setup() {
  pinMode(LED_BUILTIN, OUTPUT);
  Serial.begin(115200);
  wire.onCommand(onCommand);
  wire.begin(DEVICE_ID, F("uno-link/0.1"), F("a0 gauge - 0 r\nled bool - - rw"));
}

void loop() {
  wire.poll();
  if (millis() - lastReadingMillis >= READING_EVERY_MILLIS) {
    lastReadingMillis += READING_EVERY_MILLIS;
    measure();
  }
}

void measure() {
  TidegateJson<24> json;
  json.add("a0", analogRead(A0));
  wire.reading(json);
}

// Called once for each command, however often the gateway has to repeat it.
void onCommand(TidegateCommand& command) {
  if (command.valueIs("on") || command.valueIs("1") || command.valueIs("true")) {
    digitalWrite(LED_BUILTIN, HIGH);
    command.ok(F("on"));
  } else if (command.valueIs("off") || command.valueIs("0") || command.valueIs("false")) {
    digitalWrite(LED_BUILTIN, LOW);
    command.ok(F("off"));
  } else {
    command.failed(F("on or off"));
  }
}
