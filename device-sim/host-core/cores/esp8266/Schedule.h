#pragma once
#include <stdint.h>

#include <functional>

#define SCHEDULED_FN_MAX_COUNT 32

/// Once, after this pass of loop(). False when 32 wait already.
bool schedule_function(const std::function<void()>& function);
/// Again and again after so long, at yields too, until it says false; `alarm` may ask for it sooner.
bool schedule_recurrent_function_us(const std::function<bool()>& function, uint32_t repeat_us,
                                    const std::function<bool()>& alarm = nullptr);
void run_scheduled_functions();
void run_scheduled_recurrent_functions();
/// The greatest common divisor of all repeat times, in milliseconds.
uint32_t compute_scheduled_recurrent_grain();
