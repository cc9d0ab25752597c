#include "host_events.h"

#include <string.h>

#include <functional>
#include <list>

#include "ESP8266WiFiGeneric.h"
#include "host.h"
#include "host_net.h"
#include "host_radio.h"

/// One subscription. The list holds it only weakly: who lets it go has ended it.
struct WiFiEventHandlerOpaque {
  WiFiEvent_t event;
  std::function<void(const void*)> call;
};

namespace {

using Subscriptions = std::list<std::weak_ptr<WiFiEventHandlerOpaque>>;

Subscriptions& subscriptions() {
  static Subscriptions all;
  return all;
}

/// One that has happened, until it is handed on.
struct Happened {
  WiFiEvent_t event;
  uint8_t first;
  uint8_t second;
  host::Station station;
};

constexpr int MOST_WAITING = 16;
Happened waiting[MOST_WAITING];
int waitingCount = 0;

void call(WiFiEvent_t event, const void* what) {
  Subscriptions now = subscriptions();
  for (auto& each : now) {
    std::shared_ptr<WiFiEventHandlerOpaque> one = each.lock();
    if (one && (one->event == event || one->event == WIFI_EVENT_ANY)) {
      one->call(one->event == WIFI_EVENT_ANY ? static_cast<const void*>(&event) : what);
    }
  }
  subscriptions().remove_if([](auto& each) { return each.expired(); });
}

void handOn(const Happened& one) {
  switch (one.event) {
    case WIFI_EVENT_STAMODE_CONNECTED: {
      WiFiEventStationModeConnected what;
      what.ssid = one.station.ssid;
      memcpy(what.bssid, one.station.bssid, sizeof what.bssid);
      what.channel = one.station.channel;
      call(one.event, &what);
      break;
    }
    case WIFI_EVENT_STAMODE_DISCONNECTED: {
      WiFiEventStationModeDisconnected what;
      what.ssid = host::radio().ssid;
      memcpy(what.bssid, one.station.bssid, sizeof what.bssid);
      what.reason = static_cast<WiFiDisconnectReason>(one.first);
      call(one.event, &what);
      break;
    }
    case WIFI_EVENT_STAMODE_GOT_IP: {
      WiFiEventStationModeGotIP what;
      what.ip = IPAddress(one.station.ip);
      what.mask = IPAddress(host::DHCP_MASK);
      what.gw = IPAddress(one.station.gateway);
      call(one.event, &what);
      break;
    }
    case WIFI_EVENT_MODE_CHANGE: {
      WiFiEventModeChange what;
      what.oldMode = static_cast<WiFiMode>(one.first);
      what.newMode = static_cast<WiFiMode>(one.second);
      call(one.event, &what);
      break;
    }
    default:
      call(one.event, nullptr);
  }
}

void handOnAll(void*) {
  for (int i = 0; i < waitingCount; i++) {
    Happened one = waiting[i];
    handOn(one);
  }
  waitingCount = 0;
}

void happened(WiFiEvent_t event, uint8_t first, uint8_t second) {
  if (waitingCount == MOST_WAITING) {
    return;
  }
  if (waitingCount == 0) {
    host::soon(handOnAll, nullptr);
  }
  waiting[waitingCount++] = {event, first, second, host::station()};
}

void came(host::In& in) {
  static const WiFiEvent_t EVENTS[] = {
      WIFI_EVENT_STAMODE_CONNECTED, WIFI_EVENT_STAMODE_DISCONNECTED, WIFI_EVENT_STAMODE_GOT_IP,
      WIFI_EVENT_STAMODE_DHCP_TIMEOUT};
  uint8_t what = in.u8();
  happened(EVENTS[what & 3], in.u8(), 0);
}

struct WifiHandlers {
  WifiHandlers() { host::onEvent(host::WIFI_HAPPENED, came); }
} wifiHandlers;

template <typename What>
WiFiEventHandler subscribe(WiFiEvent_t event, std::function<void(const What&)> callback) {
  auto fresh = std::make_shared<WiFiEventHandlerOpaque>();
  fresh->event = event;
  fresh->call = [callback](const void* what) { callback(*static_cast<const What*>(what)); };
  subscriptions().push_back(fresh);
  return fresh;
}

}  // namespace

namespace tgsim {

void modeChanged(uint8_t before, uint8_t after) {
  happened(WIFI_EVENT_MODE_CHANGE, before, after);
}

}  // namespace tgsim

void ESP8266WiFiGenericClass::onEvent(WiFiEventCb callback, WiFiEvent_t event) {
  static std::list<WiFiEventHandler> forGood;
  auto fresh = std::make_shared<WiFiEventHandlerOpaque>();
  fresh->event = event;
  fresh->call = [callback, event](const void* what) {
    callback(event == WIFI_EVENT_ANY ? *static_cast<const WiFiEvent_t*>(what) : event);
  };
  subscriptions().push_back(fresh);
  forGood.push_back(fresh);
}

WiFiEventHandler ESP8266WiFiGenericClass::onStationModeConnected(
    std::function<void(const WiFiEventStationModeConnected&)> callback) {
  return subscribe(WIFI_EVENT_STAMODE_CONNECTED, callback);
}

WiFiEventHandler ESP8266WiFiGenericClass::onStationModeDisconnected(
    std::function<void(const WiFiEventStationModeDisconnected&)> callback) {
  return subscribe(WIFI_EVENT_STAMODE_DISCONNECTED, callback);
}

WiFiEventHandler ESP8266WiFiGenericClass::onStationModeAuthModeChanged(
    std::function<void(const WiFiEventStationModeAuthModeChanged&)> callback) {
  return subscribe(WIFI_EVENT_STAMODE_AUTHMODE_CHANGE, callback);
}

WiFiEventHandler ESP8266WiFiGenericClass::onStationModeGotIP(
    std::function<void(const WiFiEventStationModeGotIP&)> callback) {
  return subscribe(WIFI_EVENT_STAMODE_GOT_IP, callback);
}

WiFiEventHandler ESP8266WiFiGenericClass::onStationModeDHCPTimeout(
    std::function<void(void)> callback) {
  auto fresh = std::make_shared<WiFiEventHandlerOpaque>();
  fresh->event = WIFI_EVENT_STAMODE_DHCP_TIMEOUT;
  fresh->call = [callback](const void*) { callback(); };
  subscriptions().push_back(fresh);
  return fresh;
}

WiFiEventHandler ESP8266WiFiGenericClass::onSoftAPModeStationConnected(
    std::function<void(const WiFiEventSoftAPModeStationConnected&)> callback) {
  return subscribe(WIFI_EVENT_SOFTAPMODE_STACONNECTED, callback);
}

WiFiEventHandler ESP8266WiFiGenericClass::onSoftAPModeStationDisconnected(
    std::function<void(const WiFiEventSoftAPModeStationDisconnected&)> callback) {
  return subscribe(WIFI_EVENT_SOFTAPMODE_STADISCONNECTED, callback);
}

WiFiEventHandler ESP8266WiFiGenericClass::onSoftAPModeProbeRequestReceived(
    std::function<void(const WiFiEventSoftAPModeProbeRequestReceived&)> callback) {
  return subscribe(WIFI_EVENT_SOFTAPMODE_PROBEREQRECVED, callback);
}

WiFiEventHandler ESP8266WiFiGenericClass::onWiFiModeChange(
    std::function<void(const WiFiEventModeChange&)> callback) {
  return subscribe(WIFI_EVENT_MODE_CHANGE, callback);
}
