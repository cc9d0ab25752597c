#pragma once
// What config.h says is wired: each part stands here once, and costs nothing where it is missing.

#ifdef DHT22_PIN
#include "dht22.h"
#define DHT22_CHANNELS "\nt gauge Cel 1 r\nh gauge % 1 r"
#define DHT22_BYTES 20
static Dht22 dht;
#else
#define DHT22_CHANNELS ""
#define DHT22_BYTES 0
#endif

#ifdef DS18B20_PIN
#include "ds18b20.h"
#define DS18B20_CHANNELS "\nprobe gauge Cel 2 r"
#define DS18B20_BYTES 15
static Ds18b20 probe;
#else
#define DS18B20_CHANNELS ""
#define DS18B20_BYTES 0
#endif

#ifdef RELAY_PIN
#define RELAY_CHANNELS "\nrelay bool - - rw"
#ifndef RELAY_ON
#define RELAY_ON HIGH
#endif
#else
#define RELAY_CHANNELS ""
#endif

// The order is the board's own and must not change while it has readings of a session: A0 and the
// LED come first, as they always have.
#define CHANNELS \
  "a0 gauge - 0 r\nled bool - - rw" DHT22_CHANNELS DS18B20_CHANNELS RELAY_CHANNELS

static void beginSensors() {
#ifdef DHT22_PIN
  dht.begin(DHT22_PIN);
#endif
#ifdef DS18B20_PIN
  probe.begin(DS18B20_PIN);
#endif
#ifdef RELAY_PIN
  // First the level, then the direction: a relay must not click at each start.
  digitalWrite(RELAY_PIN, RELAY_ON == HIGH ? LOW : HIGH);
  pinMode(RELAY_PIN, OUTPUT);
#endif
}

static void pollSensors() {
#ifdef DHT22_PIN
  dht.poll();
#endif
#ifdef DS18B20_PIN
  probe.poll();
#endif
}

/// A sensor that does not answer is null, so that nobody takes an old value for a new one.
template <class Json>
void addSensors(Json& json) {
  json.add("a0", analogRead(A0));
#ifdef DHT22_PIN
  if (dht.isFresh()) {
    json.addFixed("t", dht.temperature(), 1);
    json.addFixed("h", dht.humidity(), 1);
  } else {
    json.addNull("t");
    json.addNull("h");
  }
#endif
#ifdef DS18B20_PIN
  if (probe.isFresh()) {
    json.addFixed("probe", probe.temperature(), 2);
  } else {
    json.addNull("probe");
  }
#endif
}
