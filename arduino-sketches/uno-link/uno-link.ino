// An Arduino Uno on the Tidegate link: reads A0 and what config.h says is wired, switches its LED and
// a relay by command, and keeps what the gateway does not have safe yet, over a reset too.
#include <TidegateLink.h>

#if __has_include("config.h")
#include "config.h"
#else
#include "config.example.h"
#endif
#include "sensors.h"

// The longest reading is {"a0":1023,"t":-40.0,"h":100.0,"probe":-55.00}, without what is not wired.
const uint8_t LONGEST_BYTES = 12 + DHT22_BYTES + DS18B20_BYTES;
const uint8_t JSON_BYTES = LONGEST_BYTES < 24 ? 24 : LONGEST_BYTES;

// 12 readings: 456 of the 2,048 bytes with A0 alone, 732 with both sensors.
TIDEGATE_KEPT TidegateMemory<12, JSON_BYTES, 12> memory;
TidegateLink wire(Serial, memory);

unsigned long lastReadingMillis = 0;

void setup() {
  pinMode(LED_BUILTIN, OUTPUT);
  beginSensors();
  Serial.begin(115200);
  wire.onCommand(onCommand);
  wire.begin(DEVICE_ID, F("uno-link/0.2"), F(CHANNELS));
}

void loop() {
  wire.poll();
  pollSensors();
  if (millis() - lastReadingMillis >= READING_EVERY_MILLIS) {
    lastReadingMillis += READING_EVERY_MILLIS;
    measure();
  }
}

void measure() {
  TidegateJson<JSON_BYTES> json;
  addSensors(json);
  wire.reading(json);
}

// Called once for each command, however often the gateway has to repeat it.
void onCommand(TidegateCommand& command) {
#ifdef RELAY_PIN
  if (command.isFor("relay")) {
    switchByCommand(command, RELAY_PIN, RELAY_ON);
    return;
  }
#endif
  switchByCommand(command, LED_BUILTIN, HIGH);
}

void switchByCommand(TidegateCommand& command, uint8_t pin, uint8_t on) {
  if (command.valueIs("on") || command.valueIs("1") || command.valueIs("true")) {
    digitalWrite(pin, on);
    command.ok(F("on"));
  } else if (command.valueIs("off") || command.valueIs("0") || command.valueIs("false")) {
    digitalWrite(pin, !on);
    command.ok(F("off"));
  } else {
    command.failed(F("on or off"));
  }
}
