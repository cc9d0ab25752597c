#pragma once
#include <stddef.h>
#include <stdint.h>

/// The network's side of the protocol: what io.tidegate.sim.sketch.net answers. The table of
/// messages is in that package's description.
class IPAddress;

namespace tgsim {

enum NetKind : uint8_t {
  WIFI_BEGIN = 64,
  WIFI_END = 65,
  WIFI_STATE = 66,
  WIFI_HAPPENED = 67,
  WIFI_RSSI = 68,
  WIFI_SETTINGS = 69,
  WIFI_SAVED = 70,
  WIFI_SAVE = 71,
  SURVEY = 72,
  SURVEYED = 73,
  LOOKUP = 74,
  LOOKED_UP = 75,
  TCP_CONNECT = 80,
  TCP_STATE = 81,
  TCP_DATA = 82,
  TCP_READ = 83,
  TCP_WRITE = 84,
  TCP_ROOM = 85,
  TCP_CLOSE = 86,
  TCP_LISTEN = 87,
  TCP_LISTENING = 88,
  TCP_CAME = 89,
  TCP_UNLISTEN = 90,
  UDP_OPEN = 92,
  UDP_OPENED = 93,
  UDP_SEND = 94,
  UDP_CAME = 95,
  UDP_JOIN = 96,
  UDP_CLOSE = 97,
  TLS_START = 100,
  TLS_DONE = 101,
};

/// Addresses have their first byte lowest, as IPAddress has them.
using Ip = uint32_t;

/// What the simulator says of the station.
struct Station {
  uint8_t status;
  Ip ip;
  Ip gateway;
  char ssid[33];
  uint8_t bssid[6];
  uint8_t channel;
};
Station& station();

/// The address that a text is, or of the name that it is, which is asked for so long at most: for a
/// connection to this port, or 0. False when there is none; then `into` is as it was.
bool addressOf(const char* name, IPAddress& into, uint32_t timeoutMillis, uint16_t forPort);

/// Asks for the address of a name and does not wait: `done` is called as an interrupt, with 0 where
/// there is none. Gives a number for forgetName().
uint32_t askName(const char* name, uint16_t forPort, void (*done)(void*, Ip), void* of);
void forgetName(uint32_t number);

/// Another number for a connection, a server or a port.
uint32_t freshNumber();

}  // namespace tgsim
