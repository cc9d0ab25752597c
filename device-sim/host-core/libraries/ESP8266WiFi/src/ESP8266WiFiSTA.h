#pragma once
#include "ESP8266WiFiGeneric.h"
#include "ESP8266WiFiType.h"
#include "wl_definitions.h"

class ESP8266WiFiSTAClass {
 public:
  wl_status_t begin(const char* ssid, const char* passphrase = nullptr, int32_t channel = 0,
                    const uint8_t* bssid = nullptr, bool connect = true);
  wl_status_t begin(char* ssid, char* passphrase = nullptr, int32_t channel = 0,
                    const uint8_t* bssid = nullptr, bool connect = true);
  wl_status_t begin(const String& ssid, const String& passphrase = String(), int32_t channel = 0,
                    const uint8_t* bssid = nullptr, bool connect = true);
  wl_status_t begin();

  /// Also in Arduino's own order: address, name server, gateway, mask.
  bool config(IPAddress ip, IPAddress gateway, IPAddress subnet,
              IPAddress dns1 = IPAddress(0u), IPAddress dns2 = IPAddress(0u));
  bool config(IPAddress ip, IPAddress dns = IPAddress(0u));
  bool setDNS(IPAddress dns1, IPAddress dns2 = IPAddress(0u));

  bool reconnect();
  bool disconnect(bool wifioff = false);
  bool disconnect(bool wifioff, bool eraseCredentials);
  bool isConnected();

  bool setAutoConnect(bool wanted);
  bool getAutoConnect();
  bool setAutoReconnect(bool wanted);
  bool getAutoReconnect();

  int8_t waitForConnectResult(unsigned long timeoutMillis = 60000);

  IPAddress localIP();
  uint8_t* macAddress(uint8_t* mac);
  String macAddress();
  IPAddress subnetMask();
  IPAddress gatewayIP();
  IPAddress dnsIP(uint8_t number = 0);
  IPAddress broadcastIP();

  wl_status_t status();
  String SSID() const;
  String psk() const;
  uint8_t* BSSID();
  uint8_t* BSSID(uint8_t* bssid);
  String BSSIDstr();
  int8_t RSSI();

  static void enableInsecureWEP(bool = true) {}

  bool beginWPSConfig();
  bool beginSmartConfig();
  bool stopSmartConfig();
  bool smartConfigDone();
};
