#pragma once
#include <string.h>

#include "ets_sys.h"

typedef ETSTimer os_timer_t;
typedef ETSTimerFunc os_timer_func_t;

#define os_timer_setfn ets_timer_setfn
#define os_timer_arm(timer, millis, repeat) ets_timer_arm_new(timer, millis, repeat, true)
#define os_timer_arm_us(timer, micros, repeat) ets_timer_arm_new(timer, micros, repeat, false)
#define os_timer_disarm ets_timer_disarm
#define os_delay_us ets_delay_us
#define os_memcpy memcpy
#define os_memset memset
#define os_memcmp memcmp
#define os_memmove memmove
#define os_strlen strlen
#define os_strcpy strcpy
#define os_strncpy strncpy
#define os_strcmp strcmp
#define os_strncmp strncmp
#define os_strstr strstr
#define os_sprintf sprintf
#define os_random() ((uint32_t)ESP.random())
