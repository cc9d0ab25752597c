// Ends as it is told, for EndsOfASketchTest.
#include <assert.h>

// sketches have such names
const char* host = "example.com";
volatile int zero = 0;
int* volatile nowhere = nullptr;

int deep(volatile int* from) {
  volatile int here[64];
  here[0] = *from + 1;
  return deep(here) + here[0];
}

void end(String how) {
  if (how == "read") {
    Serial.println(*nowhere);
  } else if (how == "write") {
    *nowhere = 1;
  } else if (how == "divide") {
    Serial.println(7 / zero);
  } else if (how == "illegal") {
    __builtin_trap();
  } else if (how == "abort") {
    abort();
  } else if (how == "assert") {
    assert(zero == 1);
  } else if (how == "panic") {
    panic();
  } else if (how == "memory") {
    for (int size = 1000;; size += 1000) {
      memset(new char[size], 1, size);
    }
  } else if (how == "deep") {
    Serial.println(deep(&zero));
  }
}

void setup() { Serial.begin(115200); }

void loop() {
  if (Serial.available() > 0) {
    end(Serial.readStringUntil('\n'));
  }
}
