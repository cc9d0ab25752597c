#include "Esp.h"

#include <stdio.h>

#include "Arduino.h"
#include "host.h"
#include "user_interface.h"

namespace {

constexpr uint32_t CHIP_ID_OF_FLASH = 0x1640EF;
constexpr uint32_t CHIP_FLASH_BYTES = 4 * 1024 * 1024;
constexpr uint32_t FLASH_HERTZ = 40 * 1000 * 1000;
/// There is no image for the chip. These are those of a sketch of the usual size.
constexpr uint32_t SKETCH_BYTES = 300 * 1024;
constexpr uint32_t SKETCH_ROOM = 0x100000 + 0xFB000;
constexpr uint32_t STACK_BYTES = 4096;
/// No block can be larger than what remains for its head.
constexpr uint32_t HEAD_BYTES = 8;

}  // namespace

EspClass ESP;

void EspClass::wdtEnable(uint32_t) { host::softWatchdog(true); }
void EspClass::wdtDisable() { host::softWatchdog(false); }
void EspClass::wdtFeed() { host::feedWatchdog(); }

void EspClass::deepSleep(uint64_t micros, RFMode) { system_deep_sleep(micros); }
void EspClass::deepSleepInstant(uint64_t micros, RFMode) { system_deep_sleep_instant(micros); }
uint64_t EspClass::deepSleepMax() {
  return static_cast<uint64_t>(system_rtc_clock_cali_proc()) * (0x80000000u - 1) / 0x1000;
}
void EspClass::reset() { host::die(host::How::RESET, ""); }
void EspClass::restart() { system_restart(); }

bool EspClass::rtcUserMemoryRead(uint32_t block, uint32_t* into, size_t size) {
  return block * 4 + size <= host::RTC_BYTES && size > 0 &&
         system_rtc_mem_read(static_cast<uint8_t>(64 + block), into, static_cast<uint16_t>(size));
}

bool EspClass::rtcUserMemoryWrite(uint32_t block, uint32_t* from, size_t size) {
  return block * 4 + size <= host::RTC_BYTES && size > 0 &&
         system_rtc_mem_write(static_cast<uint8_t>(64 + block), from,
                              static_cast<uint16_t>(size));
}

uint16_t EspClass::getVcc() { return system_get_vdd33(); }
uint32_t EspClass::getChipId() { return host::start().chipId; }
uint32_t EspClass::getFreeHeap() { return host::heap().limit - host::heap().used; }

uint32_t EspClass::getMaxFreeBlockSize() {
  uint32_t free = getFreeHeap();
  return free > HEAD_BYTES ? free - HEAD_BYTES : 0;
}

/// In percent; what is freed here is one with its neighbours at once.
uint8_t EspClass::getHeapFragmentation() { return 0; }

void EspClass::getHeapStats(uint32_t* free, uint32_t* most, uint8_t* fragmentation) {
  if (free != nullptr) {
    *free = getFreeHeap();
  }
  if (most != nullptr) {
    *most = getMaxFreeBlockSize();
  }
  if (fragmentation != nullptr) {
    *fragmentation = getHeapFragmentation();
  }
}

void EspClass::getHeapStats(uint32_t* free, uint16_t* most, uint8_t* fragmentation) {
  uint32_t large;
  getHeapStats(free, &large, fragmentation);
  if (most != nullptr) {
    *most = static_cast<uint16_t>(large > UINT16_MAX ? UINT16_MAX : large);
  }
}

uint32_t EspClass::getFreeContStack() { return STACK_BYTES; }

const char* EspClass::getSdkVersion() { return system_get_sdk_version(); }
String EspClass::getCoreVersion() { return ARDUINO_ESP8266_RELEASE; }

String EspClass::getFullVersion() {
  String text = F("SDK:");
  text += getSdkVersion();
  text += F("/Core:3.1.2=");
  text += esp8266CoreVersionNumeric();
  return text;
}

uint8_t EspClass::getBootVersion() { return system_get_boot_version(); }
uint8_t EspClass::getBootMode() { return system_get_boot_mode(); }
uint8_t EspClass::getCpuFreqMHz() { return system_get_cpu_freq(); }

uint32_t EspClass::getFlashChipId() { return CHIP_ID_OF_FLASH; }
uint8_t EspClass::getFlashChipVendorId() { return CHIP_ID_OF_FLASH & 0xFF; }
uint32_t EspClass::getFlashChipRealSize() { return CHIP_FLASH_BYTES; }
uint32_t EspClass::getFlashChipSize() { return CHIP_FLASH_BYTES; }
uint32_t EspClass::getFlashChipSizeByChipId() { return CHIP_FLASH_BYTES; }
uint32_t EspClass::getFlashChipSpeed() { return FLASH_HERTZ; }
FlashMode_t EspClass::getFlashChipMode() { return FM_DIO; }
bool EspClass::checkFlashConfig(bool) { return true; }

uint32_t EspClass::getSketchSize() { return SKETCH_BYTES; }
String EspClass::getSketchMD5() { return F("00000000000000000000000000000000"); }
uint32_t EspClass::getFreeSketchSpace() { return SKETCH_ROOM - SKETCH_BYTES; }

String EspClass::getResetReason() {
  switch (resetInfo.reason) {
    case REASON_DEFAULT_RST:
      return F("Power On");
    case REASON_WDT_RST:
      return F("Hardware Watchdog");
    case REASON_EXCEPTION_RST:
      return F("Exception");
    case REASON_SOFT_WDT_RST:
      return F("Software Watchdog");
    case REASON_SOFT_RESTART:
      return F("Software/System restart");
    case REASON_DEEP_SLEEP_AWAKE:
      return F("Deep-Sleep Wake");
    case REASON_EXT_SYS_RST:
      return F("External System");
    default:
      return F("Unknown");
  }
}

String EspClass::getResetInfo() {
  if (resetInfo.reason < REASON_WDT_RST || resetInfo.reason > REASON_SOFT_WDT_RST) {
    return getResetReason();
  }
  char text[200];
  snprintf(text, sizeof text,
           "Fatal exception:%u flag:%u (%s) epc1:0x%08x epc2:0x%08x epc3:0x%08x excvaddr:0x%08x "
           "depc:0x%08x",
           resetInfo.exccause, resetInfo.reason, getResetReason().c_str(), resetInfo.epc1,
           resetInfo.epc2, resetInfo.epc3, resetInfo.excvaddr, resetInfo.depc);
  return text;
}

rst_info* EspClass::getResetInfoPtr() { return &resetInfo; }

uint8_t* EspClass::random(uint8_t* into, size_t size) {
  uint32_t chance = 0;
  for (size_t i = 0; i < size; i++) {
    if (i % 4 == 0) {
      delayMicroseconds(2);
      chance = host::chance();
    }
    into[i] = static_cast<uint8_t>(chance);
    chance >>= 8;
  }
  return into;
}

uint32_t EspClass::random() {
  delayMicroseconds(2);
  return host::chance();
}

uint32_t EspClass::getCycleCount() { return esp_get_cycle_count(); }
