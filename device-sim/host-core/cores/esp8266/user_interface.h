#pragma once
#include <stddef.h>
#include <stdint.h>

#include "c_types.h"

enum rst_reason {
  REASON_DEFAULT_RST = 0,
  REASON_WDT_RST = 1,
  REASON_EXCEPTION_RST = 2,
  REASON_SOFT_WDT_RST = 3,
  REASON_SOFT_RESTART = 4,
  REASON_DEEP_SLEEP_AWAKE = 5,
  REASON_EXT_SYS_RST = 6,
};

struct rst_info {
  uint32_t reason;
  uint32_t exccause;
  uint32_t epc1;
  uint32_t epc2;
  uint32_t epc3;
  uint32_t excvaddr;
  uint32_t depc;
};

#ifdef __cplusplus
extern "C" {
#endif
extern struct rst_info resetInfo;

struct rst_info* system_get_rst_info(void);
const char* system_get_sdk_version(void);
uint32_t system_get_chip_id(void);
uint32_t system_get_free_heap_size(void);
uint32_t system_get_time(void);
uint32_t system_get_rtc_time(void);
uint32_t system_rtc_clock_cali_proc(void);
uint16_t system_get_vdd33(void);
uint8_t system_get_cpu_freq(void);
bool system_update_cpu_freq(uint8_t freq);
uint8_t system_get_boot_version(void);
uint8_t system_get_boot_mode(void);
/// From block 64 on it is the user's; blocks of 4 bytes.
bool system_rtc_mem_read(uint8_t block, void* into, uint16_t size);
bool system_rtc_mem_write(uint8_t block, const void* from, uint16_t size);
void system_restart(void);
void system_deep_sleep(uint64_t micros);
void system_deep_sleep_instant(uint64_t micros);
bool system_deep_sleep_set_option(uint8_t option);
void system_soft_wdt_stop(void);
void system_soft_wdt_restart(void);
void system_soft_wdt_feed(void);
void system_set_os_print(uint8_t on);
uint8_t system_get_os_print(void);
#ifdef __cplusplus
}
#endif
