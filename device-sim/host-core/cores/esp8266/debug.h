#pragma once
#include <stdint.h>

#define DEBUGV(...) \
  do {              \
  } while (0)
#define DEBUG_LEAF_FUNCTION(...)
#define IAMSLOW() \
  do {            \
  } while (0)

#ifdef __cplusplus
void hexdump(const void* from, uint32_t size, uint8_t columns = 16);
extern "C" {
#endif
/// The end of the sketch, with where it was.
void __panic_func(const char* file, int line, const char* function) __attribute__((noreturn));
#ifdef __cplusplus
}
#endif

#define panic() __panic_func(__FILE__, __LINE__, __func__)
