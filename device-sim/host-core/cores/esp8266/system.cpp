#include <string.h>

#include "Arduino.h"
#include "host.h"
#include "user_interface.h"

// What ADC_MODE() of a sketch overrides.
extern "C" int __get_adc_mode() __attribute__((weak));

namespace {

constexpr int ADC_OF_SUPPLY = 255;
constexpr uint32_t FIRST_USER_BLOCK = 64;
constexpr uint32_t BLOCK_BYTES = 4;
/// Microseconds for a tick of the RTC's clock, with 12 bits behind the point: about 5.75.
constexpr uint32_t CALIBRATION = 23552;
/// What a stuck sketch's exception says.
constexpr uint32_t CAUSE_OF_WATCHDOG = 4;

uint8_t frequency_ = 80;
uint8_t osPrint_ = 0;

bool inUserMemory(uint32_t block, uint32_t size) {
  return block >= FIRST_USER_BLOCK && size > 0 &&
         (block - FIRST_USER_BLOCK) * BLOCK_BYTES + size <= host::RTC_BYTES;
}

__attribute__((constructor(103))) void beginResetInfo() {
  resetInfo.reason = host::start().cause;
  resetInfo.exccause = host::start().exccause;
  if (resetInfo.reason == REASON_SOFT_WDT_RST) {
    resetInfo.exccause = CAUSE_OF_WATCHDOG;
  }
}

}  // namespace

extern "C" {

struct rst_info resetInfo;

struct rst_info* system_get_rst_info() { return &resetInfo; }
const char* system_get_sdk_version() { return "2.2.2-dev(38a443e)"; }
uint32_t system_get_chip_id() { return host::start().chipId; }
uint32_t system_get_free_heap_size() { return ESP.getFreeHeap(); }
uint32_t system_get_time() { return static_cast<uint32_t>(micros64()); }

uint32_t system_get_rtc_time() {
  return static_cast<uint32_t>(micros64() * 4096 / CALIBRATION);
}

uint32_t system_rtc_clock_cali_proc() { return CALIBRATION; }

/// Millivolts; what cannot be measured is all ones.
uint16_t system_get_vdd33() {
  if (__get_adc_mode == nullptr || __get_adc_mode() != ADC_OF_SUPPLY) {
    return UINT16_MAX;
  }
  return static_cast<uint16_t>(3290 + host::chance() % 21);
}

uint8_t system_get_cpu_freq() { return frequency_; }

bool system_update_cpu_freq(uint8_t frequency) {
  if (frequency != 80 && frequency != 160) {
    return false;
  }
  frequency_ = frequency;
  return true;
}

uint8_t system_get_boot_version() { return 31; }
uint8_t system_get_boot_mode() { return 1; }

bool system_rtc_mem_read(uint8_t block, void* into, uint16_t size) {
  if (!inUserMemory(block, size)) {
    return false;
  }
  memcpy(into, host::rtc() + (block - FIRST_USER_BLOCK) * BLOCK_BYTES, size);
  return true;
}

bool system_rtc_mem_write(uint8_t block, const void* from, uint16_t size) {
  if (!inUserMemory(block, size)) {
    return false;
  }
  uint32_t offset = (block - FIRST_USER_BLOCK) * BLOCK_BYTES;
  memcpy(host::rtc() + offset, from, size);
  host::tell(host::Out(host::RTC_WRITE).u32(offset).blob(from, size));
  return true;
}

void system_restart() { host::die(host::How::RESTART, ""); }
void system_deep_sleep(uint64_t micros) {
  host::die(host::How::DEEP_SLEEP, "", 0, micros);
}
void system_deep_sleep_instant(uint64_t micros) { system_deep_sleep(micros); }
bool system_deep_sleep_set_option(uint8_t) { return true; }
void system_soft_wdt_stop() { host::softWatchdog(false); }
void system_soft_wdt_restart() { host::softWatchdog(true); }
void system_soft_wdt_feed() { host::feedWatchdog(); }
void system_set_os_print(uint8_t on) { osPrint_ = on; }
uint8_t system_get_os_print() { return osPrint_; }

}  // extern "C"
