#pragma once
#include <ESP8266WiFi.h>

#include <functional>

#include "Arduino.h"

#ifndef U_FLASH
#define U_FLASH 0
#define U_FS 100
#endif

typedef enum { OTA_IDLE, OTA_WAITAUTH, OTA_RUNUPDATE } ota_state_t;

typedef enum {
  OTA_AUTH_ERROR,
  OTA_BEGIN_ERROR,
  OTA_CONNECT_ERROR,
  OTA_RECEIVE_ERROR,
  OTA_END_ERROR,
  OTA_ERASE_SETTINGS_ERROR
} ota_error_t;

typedef enum {
  OTA_ERASE_CFG_NO = 0,
  OTA_ERASE_CFG_IGNORE_ERROR,
  OTA_ERASE_CFG_ABORT_ON_ERROR
} ota_erase_cfg_t;

/// Waits for an update that never comes: a simulated board runs what it was built from.
class ArduinoOTAClass {
 public:
  typedef std::function<void(void)> THandlerFunction;
  typedef std::function<void(ota_error_t)> THandlerFunction_Error;
  typedef std::function<void(unsigned int, unsigned int)> THandlerFunction_Progress;

  void setPort(uint16_t) {}
  void setHostname(const char* name) { hostname_ = name; }
  String getHostname();
  void setPassword(const char*) {}
  void setPasswordHash(const char*) {}
  void setRebootOnSuccess(bool) {}
  void setEraseConfig(ota_erase_cfg_t = OTA_ERASE_CFG_ABORT_ON_ERROR) {}
  void onStart(THandlerFunction) {}
  void onEnd(THandlerFunction) {}
  void onError(THandlerFunction_Error) {}
  void onProgress(THandlerFunction_Progress) {}
  void begin(bool useMDNS = true);
  void end() {}
  void handle() {}
  int getCommand() { return U_FLASH; }

 private:
  String hostname_;
};

extern ArduinoOTAClass ArduinoOTA;
