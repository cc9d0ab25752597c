// Commands, the time, log lines: everything but the readings.
#include <TidegateLink.h>

TIDEGATE_KEPT TidegateMemory<8, 48> memory;
TidegateLink wire(Serial, memory);

unsigned long lastReading = 0;

// Called from poll() for a channel below that has a `w`. Answers at once; the text comes back with
// the result.
void onCommand(TidegateCommand& command) {
  if (!command.isFor("led")) {
    command.failed(F("not built in"));
  } else if (command.valueIs("on")) {
    digitalWrite(LED_BUILTIN, HIGH);
    command.ok(F("on"));
  } else if (command.valueIs("off")) {
    digitalWrite(LED_BUILTIN, LOW);
    command.ok(F("off"));
  } else {
    command.failed(F("on or off"));
  }
}

void setup() {
  pinMode(LED_BUILTIN, OUTPUT);
  Serial.begin(115200);
  wire.caps(F("time"));
  wire.onCommand(onCommand);
  wire.begin("commands-1", F("commands/1.0"), F("uptime counter s 0 r\nled bool - - rw"));
  wire.log(TidegateLogLevel::Info, F("started"));
}

void loop() {
  wire.poll();
  if (millis() - lastReading >= 10000) {
    lastReading += 10000;
    TidegateJson<48> json;
    json.add("uptime", millis() / 1000);
    if (wire.isTimeSynchronised()) {
      json.add("taken_at", static_cast<unsigned long>(wire.unixSeconds()));
    }
    if (!wire.reading(json)) {
      wire.log(TidegateLogLevel::Warn, F("no room in the JSON"));
    }
  }
}
