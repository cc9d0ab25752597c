// A board that measures and talks: what the library costs is this without empty.cpp.
#include <TidegateLink.h>

#ifndef RESULT_BYTES
#define RESULT_BYTES 32
#endif

Stream serial;
TIDEGATE_KEPT TidegateMemory<READINGS_KEPT, 48, RESULT_BYTES> memory;
TidegateLink link(serial, memory);
volatile unsigned long clock_millis;

extern "C" unsigned long millis() { return clock_millis; }

static void onCommand(TidegateCommand& command) { command.ok(F("done")); }

int main() {
  link.onCommand(onCommand);
  link.begin("uno-1", F("size/0.1"), F("a0 gauge - 0 r\nled bool - - rw"));
  unsigned long last = 0;
  for (;;) {
    link.poll();
    if (millis() - last >= 1000) {
      last += 1000;
      TidegateJson<48> json;
      json.add("a0", static_cast<int>(ADC));
      link.reading(json);
    }
  }
}
