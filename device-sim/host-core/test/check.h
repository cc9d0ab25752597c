#pragma once
#include <Arduino.h>

/// Checks that count themselves and say what is not as it should be.
namespace check {

inline int done = 0;
inline int failed = 0;

inline void that(bool good, const char* what, int line, const String& got) {
  done++;
  if (!good) {
    failed++;
    Serial.print(line);
    Serial.print(": ");
    Serial.print(what);
    Serial.print(" got ");
    Serial.println(got);
  }
}

inline void summary(const char* name) {
  Serial.print(name);
  Serial.print(": ");
  Serial.print(done);
  Serial.print(" checks, ");
  Serial.print(failed);
  Serial.println(" failed");
  done = failed = 0;
}

}  // namespace check

#define CHECK(condition) check::that(condition, #condition, __LINE__, "false")
/// Both as text.
#define SAME(expected, expression)                                               \
  do {                                                                           \
    String hostGot(expression);                                                  \
    check::that(hostGot == expected, #expression " = " expected, __LINE__, hostGot); \
  } while (false)
