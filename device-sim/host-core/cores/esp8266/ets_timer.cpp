#include <stdarg.h>
#include <stdio.h>

#include "Arduino.h"
#include "host.h"
#include "osapi.h"

namespace {

void due(void* of) {
  ETSTimer* timer = static_cast<ETSTimer*>(of);
  timer->timer_expire = 0;
  if (timer->timer_period != 0) {
    timer->host_due += timer->timer_period * host::MICROSECOND;
    // What was missed while the sketch did not yield is not made up for.
    if (timer->host_due <= host::now()) {
      timer->host_due = host::now() + timer->timer_period * host::MICROSECOND;
    }
    timer->timer_expire = host::timer(timer->host_due, due, timer);
  }
  // It may set itself anew, or be gone afterwards.
  timer->timer_func(timer->timer_arg);
}

}  // namespace

extern "C" {

void ets_timer_setfn(ETSTimer* timer, ETSTimerFunc* function, void* argument) {
  *timer = {};
  timer->timer_func = function;
  timer->timer_arg = argument;
}

void ets_timer_arm_new(ETSTimer* timer, uint32_t time, bool repeat, bool milliseconds) {
  ets_timer_disarm(timer);
  uint64_t nanos = time * (milliseconds ? host::MILLISECOND : host::MICROSECOND);
  uint64_t micros = nanos / host::MICROSECOND;
  timer->timer_period = !repeat ? 0
                        : micros > UINT32_MAX ? UINT32_MAX
                        : micros > 0          ? static_cast<uint32_t>(micros)
                                              : 1;
  timer->host_due = host::now() + nanos;
  timer->timer_expire = host::timer(timer->host_due, due, timer);
}

void ets_timer_disarm(ETSTimer* timer) {
  host::cancel(timer->timer_expire);
  timer->timer_expire = 0;
  timer->timer_period = 0;
}

void ets_delay_us(uint32_t micros) { delayMicroseconds(micros); }

int ets_printf(const char* format, ...) {
  va_list arguments;
  va_start(arguments, format);
  int count = vprintf(format, arguments);
  va_end(arguments);
  return count;
}

}  // extern "C"
