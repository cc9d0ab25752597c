// An ESP8266 on the Tidegate link: reads A0, switches its LED by command, and keeps what the
// gateway does not have safe yet, over a reset too. WiFi is not used: the gateway has the network.
#include <TidegateLink.h>

// Time between two readings.
const unsigned long READING_EVERY_MILLIS = 1000;

// On NodeMCU and D1 mini the LED hangs on 3.3 V: low is on.
const uint8_t LED_ON = LOW;
const uint8_t LED_OFF = HIGH;

// Two minutes of readings.
TIDEGATE_KEPT TidegateMemory<120, 48> memory;
TidegateLink wire(Serial, memory);

// "esp-" and the chip's number in six hex digits: each board has its own id without being told.
char device[11];

unsigned long lastReadingMillis = 0;

void setup() {
  pinMode(LED_BUILTIN, OUTPUT);
  digitalWrite(LED_BUILTIN, LED_OFF);
  Serial.begin(115200);
  snprintf(device, sizeof(device), "esp-%06x", static_cast<unsigned>(ESP.getChipId() & 0xFFFFFF));
  wire.onCommand(onCommand);
  wire.begin(device, F("esp8266-link/0.1"), F("a0 gauge - 0 r\nled bool - - rw"));
}

void loop() {
  wire.poll();
  if (millis() - lastReadingMillis >= READING_EVERY_MILLIS) {
    lastReadingMillis += READING_EVERY_MILLIS;
    measure();
  }
}

void measure() {
  TidegateJson<48> json;
  json.add("a0", analogRead(A0));
  wire.reading(json);
}

// Called once for each command, however often the gateway has to repeat it.
void onCommand(TidegateCommand& command) {
  if (command.valueIs("on") || command.valueIs("1") || command.valueIs("true")) {
    digitalWrite(LED_BUILTIN, LED_ON);
    command.ok(F("on"));
  } else if (command.valueIs("off") || command.valueIs("0") || command.valueIs("false")) {
    digitalWrite(LED_BUILTIN, LED_OFF);
    command.ok(F("off"));
  } else {
    command.failed(F("on or off"));
  }
}
