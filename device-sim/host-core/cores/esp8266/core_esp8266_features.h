#pragma once
#include <stdint.h>

#include "c_types.h"

#define CORE_HAS_LIBB64
#define CORE_HAS_BASE64_CLASS
#define CORE_HAS_CXA_GUARD
#define CORE_HAS_UMM
#define WIFI_HAS_EVENT_CALLBACK

#ifdef __cplusplus
extern "C" {
#endif
/// The level that holds interrupts back: 15 all, 0 none. Gives what it was.
uint32_t xt_rsil(uint32_t level);
void xt_wsr_ps(uint32_t level);
uint32_t esp_get_cycle_count(void);
uint32_t esp_get_program_counter(void);
uint32_t precache(void* function, uint32_t bytes);
#ifdef __cplusplus
}
#endif
