#include "ESP8266WiFiGeneric.h"

#include <string.h>

#include "ESP8266WiFi.h"
#include "host.h"
#include "host_radio.h"

namespace {

constexpr uint32_t LOOKUP_MILLIS = 10000;

uint32_t checksum(const WiFiState& state) {
  const uint8_t* bytes = reinterpret_cast<const uint8_t*>(&state.state);
  uint32_t sum = 2166136261u;
  for (size_t i = 0; i < sizeof state.state; i++) {
    sum = (sum ^ bytes[i]) * 16777619u;
  }
  return sum;
}

}  // namespace

ESP8266WiFiClass WiFi;

extern "C" void enableWiFiAtBootTime(void) {
  if (!host::radio().loaded) {
    host::radio().loaded = true;
    host::loadSaved();
    host::setMode(WIFI_STA);
    host::joinNetwork();
  }
}

uint8_t ESP8266WiFiGenericClass::channel() {
  return host::station().channel == 0 ? 1 : host::station().channel;
}

bool ESP8266WiFiGenericClass::setSleepMode(WiFiSleepType_t type, uint8_t listenInterval) {
  host::radio().sleep = type;
  host::radio().listenInterval = listenInterval;
  return true;
}

WiFiSleepType_t ESP8266WiFiGenericClass::getSleepMode() {
  return static_cast<WiFiSleepType_t>(host::radio().sleep);
}

uint8_t ESP8266WiFiGenericClass::getListenInterval() { return host::radio().listenInterval; }

bool ESP8266WiFiGenericClass::isSleepLevelMax() { return host::radio().listenInterval > 0; }

bool ESP8266WiFiGenericClass::setPhyMode(WiFiPhyMode_t mode) {
  host::radio().phy = mode;
  return true;
}

WiFiPhyMode_t ESP8266WiFiGenericClass::getPhyMode() {
  return static_cast<WiFiPhyMode_t>(host::radio().phy);
}

void ESP8266WiFiGenericClass::setOutputPower(float) {
  host::note("WiFi: setOutputPower() does not change how well the board is heard");
}

void ESP8266WiFiGenericClass::persistent(bool wanted) { host::radio().persistent = wanted; }

bool ESP8266WiFiGenericClass::getPersistent() { return host::radio().persistent; }

bool ESP8266WiFiGenericClass::mode(WiFiMode_t wanted) {
  if (wanted != WIFI_OFF && !host::radio().loaded) {
    host::radio().loaded = true;
    host::loadSaved();
  }
  host::setMode(wanted);
  return true;
}

WiFiMode_t ESP8266WiFiGenericClass::getMode() {
  return static_cast<WiFiMode_t>(host::radio().mode);
}

bool ESP8266WiFiGenericClass::enableSTA(bool enable) {
  uint8_t now = host::radio().mode;
  return mode(static_cast<WiFiMode_t>(enable ? now | WIFI_STA : now & ~WIFI_STA));
}

bool ESP8266WiFiGenericClass::enableAP(bool enable) {
  uint8_t now = host::radio().mode;
  return mode(static_cast<WiFiMode_t>(enable ? now | WIFI_AP : now & ~WIFI_AP));
}

bool ESP8266WiFiGenericClass::forceSleepBegin(uint32_t) { return mode(WIFI_OFF); }

bool ESP8266WiFiGenericClass::forceSleepWake() { return mode(WIFI_STA); }

bool ESP8266WiFiGenericClass::shutdown(WiFiState& state, uint32_t sleepMicros) {
  memset(&state, 0, sizeof state);
  strcpy(state.state.ssid, host::radio().ssid);
  strcpy(state.state.password, host::radio().password);
  state.state.ip = host::radio().ownIp;
  state.state.mode = host::radio().mode;
  state.state.persistent = host::radio().persistent;
  state.crc = checksum(state);
  return forceSleepBegin(sleepMicros);
}

bool ESP8266WiFiGenericClass::resumeFromShutdown(WiFiState& state) {
  if (state.crc != checksum(state)) {
    return false;
  }
  host::radio().persistent = false;
  mode(static_cast<WiFiMode_t>(state.state.mode));
  host::setNetwork(state.state.ssid, state.state.password);
  host::radio().ownIp = state.state.ip;
  host::tellSettings();
  host::joinNetwork();
  host::radio().persistent = state.state.persistent;
  return true;
}

int ESP8266WiFiGenericClass::hostByName(const char* name, IPAddress& result) {
  return hostByName(name, result, LOOKUP_MILLIS);
}

int ESP8266WiFiGenericClass::hostByName(const char* name, IPAddress& result,
                                        uint32_t timeoutMillis) {
  return host::addressOf(name, result, timeoutMillis, 0) ? 1 : 0;
}

bool ESP8266WiFiGenericClass::hostname(const char* name) {
  size_t size = strlen(name);
  if (size == 0 || size > 32) {
    return false;
  }
  strcpy(host::radio().hostname, name);
  return true;
}

String ESP8266WiFiGenericClass::hostname() { return String(getHostname()); }

const char* ESP8266WiFiGenericClass::getHostname() {
  return host::radio().hostname[0] != 0 ? host::radio().hostname : host::start().hostname;
}

void ESP8266WiFiClass::printDiag(Print& out) {
  static const char* const MODES[] = {"NULL", "STA", "AP", "STA+AP"};
  out.print(F("Mode: "));
  out.println(MODES[getMode() & 3]);
  out.print(F("PHY mode: "));
  out.println(getPhyMode() == WIFI_PHY_MODE_11B ? "B" : getPhyMode() == WIFI_PHY_MODE_11G ? "G" : "N");
  out.print(F("Channel: "));
  out.println(channel());
  out.print(F("Status: "));
  out.println(static_cast<int>(status()));
  out.print(F("SSID ("));
  out.print(SSID().length());
  out.print(F("): "));
  out.println(SSID());
  out.print(F("Passphrase ("));
  out.print(psk().length());
  out.print(F("): "));
  out.println(psk());
}
