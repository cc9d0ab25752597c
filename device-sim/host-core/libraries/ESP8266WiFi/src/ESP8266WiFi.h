#pragma once
#include <stdint.h>

#include "Arduino.h"
#include "IPAddress.h"
#include "Updater.h"
#include "sdk_wifi.h"
#include "wl_definitions.h"

#include "ESP8266WiFiType.h"
#include "ESP8266WiFiGeneric.h"
#include "ESP8266WiFiSTA.h"
#include "ESP8266WiFiAP.h"
#include "ESP8266WiFiScan.h"

#include "WiFiClient.h"
#include "WiFiServer.h"
#include "WiFiClientSecure.h"
#include "WiFiServerSecure.h"
#include "BearSSLHelpers.h"
#include "CertStoreBearSSL.h"

extern "C" void enableWiFiAtBootTime(void);

class ESP8266WiFiClass : public ESP8266WiFiGenericClass,
                         public ESP8266WiFiSTAClass,
                         public ESP8266WiFiScanClass,
                         public ESP8266WiFiAPClass {
 public:
  using ESP8266WiFiGenericClass::channel;
  using ESP8266WiFiScanClass::channel;
  using ESP8266WiFiSTAClass::BSSID;
  using ESP8266WiFiScanClass::BSSID;
  using ESP8266WiFiSTAClass::BSSIDstr;
  using ESP8266WiFiScanClass::BSSIDstr;
  using ESP8266WiFiSTAClass::RSSI;
  using ESP8266WiFiScanClass::RSSI;
  using ESP8266WiFiSTAClass::SSID;
  using ESP8266WiFiScanClass::SSID;

  void printDiag(Print& out);
};

extern ESP8266WiFiClass WiFi;
