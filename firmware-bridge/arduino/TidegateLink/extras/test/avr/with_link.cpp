// A board that measures and talks, with TAKES_COMMANDS also one that obeys. What the library costs
// is this without empty.cpp, and without its ring: a reading takes 14 bytes and its JSON.
#include <TidegateLink.h>

TIDEGATE_KEPT TidegateMemory<KEPT_READINGS, 48, RESULT_BYTES> memory;
TidegateLink wire(Serial, memory);

unsigned long lastReading = 0;

#ifdef TAKES_COMMANDS
static void onCommand(TidegateCommand& command) { command.ok(F("done")); }
#endif

void setup() {
  Serial.begin(115200);
#ifdef TAKES_COMMANDS
  wire.onCommand(onCommand);
#endif
  wire.begin("uno-1", F("size/0.1"), F("a0 gauge - 0 r\nled bool - - rw"));
}

void loop() {
  wire.poll();
  if (millis() - lastReading >= 1000) {
    lastReading += 1000;
    TidegateJson<48> json;
    json.add("a0", analogRead(A0));
    wire.reading(json);
  }
}
