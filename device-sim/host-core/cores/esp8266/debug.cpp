#include "Arduino.h"
#include "host.h"
#include "osapi.h"

namespace {

constexpr size_t MOST_WORDS = 160;

}  // namespace

void hexdump(const void* from, uint32_t size, uint8_t columns) {
  const uint8_t* bytes = static_cast<const uint8_t*>(from);
  ets_printf("\n[HEXDUMP] Address: %p len: 0x%X (%u)", from, size, size);
  for (uint32_t i = 0; i < size; i++) {
    if (columns > 0 && i % columns == 0) {
      ets_printf("\n[%p] 0x%08x: ", static_cast<const void*>(bytes + i), i);
      yield();
    }
    ets_printf("%02x ", bytes[i]);
  }
  ets_printf("\n");
}

extern "C" {

void __panic_func(const char* file, int line, const char* function) {
  char words[MOST_WORDS];
  snprintf(words, sizeof words, "Panic %s:%d %s", file, line, function);
  host::die(host::How::ABORT, words);
}

/// What assert() calls.
void __assert_fail(const char* what, const char* file, unsigned line,
                   const char* function) noexcept {
  char words[MOST_WORDS];
  snprintf(words, sizeof words, "Panic %s:%u %s: Assertion '%s' failed.", file, line, function,
           what);
  host::die(host::How::ABORT, words);
}

}  // extern "C"
