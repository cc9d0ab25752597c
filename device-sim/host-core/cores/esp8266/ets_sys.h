#pragma once
#include <stdbool.h>
#include <stdint.h>

#include "c_types.h"

typedef void ETSTimerFunc(void* argument);

/// A timer of the SDK; of no use to others than these functions.
typedef struct _ETSTIMER_ {
  struct _ETSTIMER_* timer_next;
  uint32_t timer_expire;
  uint32_t timer_period;
  ETSTimerFunc* timer_func;
  void* timer_arg;
  uint64_t host_due;
} ETSTimer;

#ifdef __cplusplus
extern "C" {
#endif
/// Called by the system when the sketch yields or waits, then or later.
void ets_timer_setfn(ETSTimer* timer, ETSTimerFunc* function, void* argument);
void ets_timer_arm_new(ETSTimer* timer, uint32_t time, bool repeat, bool milliseconds);
void ets_timer_disarm(ETSTimer* timer);
void ets_delay_us(uint32_t micros);
int ets_printf(const char* format, ...) __attribute__((format(printf, 1, 2)));
#ifdef __cplusplus
}
#endif

#define ets_timer_arm(timer, millis, repeat) ets_timer_arm_new(timer, millis, repeat, true)
#define ets_printf_P ets_printf
#define os_printf ets_printf
#define os_printf_plus ets_printf
#define ets_memcpy memcpy
#define ets_memset memset
#define ets_memcmp memcmp
#define ets_strlen strlen
#define ets_vsnprintf vsnprintf
