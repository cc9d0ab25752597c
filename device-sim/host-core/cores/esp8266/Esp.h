#pragma once
#include <stddef.h>
#include <stdint.h>

#include "WString.h"
#include "core_esp8266_features.h"

typedef enum {
  WDTO_0MS = 0,
  WDTO_15MS = 15,
  WDTO_30MS = 30,
  WDTO_60MS = 60,
  WDTO_120MS = 120,
  WDTO_250MS = 250,
  WDTO_500MS = 500,
  WDTO_1S = 1000,
  WDTO_2S = 2000,
  WDTO_4S = 4000,
  WDTO_8S = 8000
} WDTO_t;

#define wdt_enable(time) ESP.wdtEnable(time)
#define wdt_disable() ESP.wdtDisable()
#define wdt_reset() ESP.wdtFeed()
#define cli() ets_intr_lock()
#define sei() ets_intr_unlock()

enum RFMode { RF_DEFAULT = 0, RF_CAL = 1, RF_NO_CAL = 2, RF_DISABLED = 4 };
#define RF_MODE(mode) \
  extern "C" int __get_rf_mode() { return mode; }
#define RF_PRE_INIT() extern "C" void __run_user_rf_pre_init()
#define WakeMode RFMode
#define WAKE_RF_DEFAULT RF_DEFAULT
#define WAKE_RFCAL RF_CAL
#define WAKE_NO_RFCAL RF_NO_CAL
#define WAKE_RF_DISABLED RF_DISABLED

enum ADCMode { ADC_TOUT = 33, ADC_TOUT_3V3 = 33, ADC_VCC = 255, ADC_VDD = 255 };
#define ADC_MODE(mode) \
  extern "C" int __get_adc_mode() { return static_cast<int>(mode); }

typedef enum {
  FM_QIO = 0x00,
  FM_QOUT = 0x01,
  FM_DIO = 0x02,
  FM_DOUT = 0x03,
  FM_UNKNOWN = 0xff
} FlashMode_t;

struct rst_info;
class Stream;

class EspClass {
 public:
  static void wdtEnable(uint32_t millis = 0);
  static void wdtEnable(WDTO_t millis) { wdtEnable(static_cast<uint32_t>(millis)); }
  static void wdtDisable();
  static void wdtFeed();

  static void deepSleep(uint64_t micros, RFMode mode = RF_DEFAULT);
  static void deepSleepInstant(uint64_t micros, RFMode mode = RF_DEFAULT);
  static uint64_t deepSleepMax();
  static void reset();
  static void restart();

  /// Blocks of 4 bytes; 512 bytes in all, which outlive a reset and deep sleep.
  static bool rtcUserMemoryRead(uint32_t block, uint32_t* into, size_t size);
  static bool rtcUserMemoryWrite(uint32_t block, uint32_t* from, size_t size);

  static uint16_t getVcc();
  static uint32_t getChipId();
  static uint32_t getFreeHeap();
  static uint32_t getMaxFreeBlockSize();
  static uint8_t getHeapFragmentation();
  static void getHeapStats(uint32_t* free = nullptr, uint32_t* most = nullptr,
                           uint8_t* fragmentation = nullptr);
  static void getHeapStats(uint32_t* free, uint16_t* most, uint8_t* fragmentation = nullptr);
  static uint32_t getFreeContStack();
  static void resetFreeContStack() {}
  static void setDramHeap() {}
  static void setIramHeap() {}
  static void setExternalHeap() {}
  static void resetHeap() {}

  static const char* getSdkVersion();
  static String getCoreVersion();
  static String getFullVersion();
  static uint8_t getBootVersion();
  static uint8_t getBootMode();
  static uint8_t getCpuFreqMHz();

  static uint32_t getFlashChipId();
  static uint8_t getFlashChipVendorId();
  static uint32_t getFlashChipRealSize();
  static uint32_t getFlashChipSize();
  static uint32_t getFlashChipSizeByChipId();
  static uint32_t getFlashChipSpeed();
  static FlashMode_t getFlashChipMode();
  static bool checkFlashConfig(bool needsEquals = false);
  static bool checkFlashCRC() { return true; }

  /// Sectors of 4096 bytes. Writing can only clear bits; erasing sets them.
  static bool flashEraseSector(uint32_t sector);
  static bool flashWrite(uint32_t address, const uint32_t* from, size_t size);
  static bool flashWrite(uint32_t address, const uint8_t* from, size_t size);
  static bool flashRead(uint32_t address, uint32_t* into, size_t size);
  static bool flashRead(uint32_t address, uint8_t* into, size_t size);
  /// The sectors in which the chip keeps what it knows of WiFi.
  static bool eraseConfig();

  static uint32_t getSketchSize();
  static String getSketchMD5();
  static uint32_t getFreeSketchSpace();
  static bool updateSketch(Stream& from, uint32_t size, bool restartOnFail = false,
                           bool restartOnSuccess = true);

  static String getResetReason();
  static String getResetInfo();
  static rst_info* getResetInfoPtr();

  static uint8_t* random(uint8_t* into, size_t size);
  static uint32_t random();
  static uint32_t getCycleCount();
};

extern EspClass ESP;
