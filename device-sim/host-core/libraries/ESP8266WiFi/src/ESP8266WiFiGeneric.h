#pragma once
#include <functional>
#include <memory>

#include "ESP8266WiFiType.h"

struct WiFiEventHandlerOpaque;

/// A subscription: as long as it lives.
typedef std::shared_ptr<WiFiEventHandlerOpaque> WiFiEventHandler;

typedef void (*WiFiEventCb)(WiFiEvent_t);

/// What shutdown() remembers for resumeFromShutdown().
struct WiFiState {
  uint32_t crc;
  struct {
    char ssid[33];
    char password[65];
    uint32_t ip;
    uint8_t mode;
    bool persistent;
  } state;
};

class ESP8266WiFiGenericClass {
 public:
  void onEvent(WiFiEventCb callback, WiFiEvent_t event = WIFI_EVENT_ANY);

  WiFiEventHandler onStationModeConnected(
      std::function<void(const WiFiEventStationModeConnected&)> callback);
  WiFiEventHandler onStationModeDisconnected(
      std::function<void(const WiFiEventStationModeDisconnected&)> callback);
  WiFiEventHandler onStationModeAuthModeChanged(
      std::function<void(const WiFiEventStationModeAuthModeChanged&)> callback);
  WiFiEventHandler onStationModeGotIP(
      std::function<void(const WiFiEventStationModeGotIP&)> callback);
  WiFiEventHandler onStationModeDHCPTimeout(std::function<void(void)> callback);
  WiFiEventHandler onSoftAPModeStationConnected(
      std::function<void(const WiFiEventSoftAPModeStationConnected&)> callback);
  WiFiEventHandler onSoftAPModeStationDisconnected(
      std::function<void(const WiFiEventSoftAPModeStationDisconnected&)> callback);
  WiFiEventHandler onSoftAPModeProbeRequestReceived(
      std::function<void(const WiFiEventSoftAPModeProbeRequestReceived&)> callback);
  WiFiEventHandler onWiFiModeChange(std::function<void(const WiFiEventModeChange&)> callback);

  uint8_t channel();

  bool setSleepMode(WiFiSleepType_t type, uint8_t listenInterval = 0);
  bool setSleep(bool enable) { return setSleepMode(enable ? WIFI_MODEM_SLEEP : WIFI_NONE_SLEEP); }
  bool setSleep(wifi_ps_type_t mode) { return setSleepMode(static_cast<WiFiSleepType_t>(mode)); }
  bool getSleep() { return getSleepMode() == WIFI_MODEM_SLEEP; }
  WiFiSleepType_t getSleepMode();
  uint8_t getListenInterval();
  bool isSleepLevelMax();

  bool setPhyMode(WiFiPhyMode_t mode);
  WiFiPhyMode_t getPhyMode();
  void setOutputPower(float dBm);

  static void persistent(bool wanted);
  bool getPersistent();

  bool mode(WiFiMode_t wanted);
  WiFiMode_t getMode();
  bool enableSTA(bool enable);
  bool enableAP(bool enable);

  bool forceSleepBegin(uint32_t sleepMicros = 0);
  bool forceSleepWake();
  bool shutdown(WiFiState& state, uint32_t sleepMicros = 0);
  bool resumeFromShutdown(WiFiState& state);
  static void preinitWiFiOff() {}

  int hostByName(const char* name, IPAddress& result);
  int hostByName(const char* name, IPAddress& result, uint32_t timeoutMillis);

  // Of the interface, which on the chip is a class of its own.

  bool hostname(const String& name) { return hostname(name.c_str()); }
  bool hostname(const char* name);
  String hostname();
  const char* getHostname();
  bool setHostname(const char* name) { return hostname(name); }
};
