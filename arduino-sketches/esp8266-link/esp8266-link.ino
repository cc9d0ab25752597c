// An ESP8266 on the Tidegate link: reads A0 and what config.h says is wired, switches its LED and a
// relay by command, and keeps what the gateway does not have safe yet, over a reset too. WiFi is not
// used: the gateway has the network.
#include <TidegateLink.h>

#if __has_include("config.h")
#include "config.h"
#else
#include "config.example.h"
#endif
#include "sensors.h"

// On NodeMCU and D1 mini the LED hangs on 3.3 V: low is on.
const uint8_t LED_ON = LOW;

// Two minutes of readings.
TIDEGATE_KEPT TidegateMemory<120, 48> memory;
TidegateLink wire(Serial, memory);

// "esp-" and the chip's number in six hex digits: each board has its own id without being told.
char device[11];

unsigned long lastReadingMillis = 0;

void setup() {
  pinMode(LED_BUILTIN, OUTPUT);
  digitalWrite(LED_BUILTIN, !LED_ON);
  beginSensors();
  Serial.begin(115200);
  snprintf(device, sizeof(device), "esp-%06x", static_cast<unsigned>(ESP.getChipId() & 0xFFFFFF));
  wire.onCommand(onCommand);
  wire.begin(device, F("esp8266-link/0.2"), F(CHANNELS));
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
  TidegateJson<48> json;
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
  switchByCommand(command, LED_BUILTIN, LED_ON);
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
