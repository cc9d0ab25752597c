#pragma once
#include "ESP8266WiFiType.h"
#include "host_net.h"

namespace tgsim {

/// What the sketch has set, as the SDK keeps it.
struct Radio {
  uint8_t mode = WIFI_OFF;
  bool persistent = false;
  bool loaded = false;
  char ssid[33] = "";
  char password[65] = "";
  Ip ownIp = 0;
  Ip ownMask = 0;
  Ip ownGateway = 0;
  Ip dns[2] = {0, 0};
  bool comesBack = true;
  bool autoConnect = true;
  uint8_t sleep = WIFI_MODEM_SLEEP;
  uint8_t listenInterval = 0;
  uint8_t phy = WIFI_PHY_MODE_11N;
  char hostname[33] = "";
  char apSsid[33] = "";
  char apPassword[65] = "";
  Ip apIp = 0x0104A8C0;
  Ip apMask = 0x00FFFFFF;
};
Radio& radio();

constexpr Ip DHCP_MASK = 0x00FFFFFF;

/// Tells how it is to come back, and by which address.
void tellSettings();
/// To the network that is set, if one is.
void joinNetwork();
void leaveNetwork();
void setMode(uint8_t mode);
/// What flash holds becomes what is set.
void loadSaved();
void setNetwork(const char* ssid, const char* password);
void formatMac(const uint8_t* mac, char* into);

}  // namespace tgsim
