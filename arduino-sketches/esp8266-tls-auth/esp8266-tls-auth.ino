// An ESP8266 on MQTT over TLS, with user and password: the broker shows its certificate, and the
// board talks to no other. Reconnecting, will and birth are as in esp8266-pubsubclient, which also
// takes commands.
#include <ESP8266WiFi.h>
#include <PubSubClient.h>
#include <time.h>

#if __has_include("config.h")
#include "config.h"
#else
#error "No config.h yet: copy config.example.h to config.h in this sketch's folder, and fill it in."
#endif
#include "back_off.h"

#if defined(BROKER_CA) && defined(BROKER_FINGERPRINT)
#error "config.h: expected BROKER_CA or BROKER_FINGERPRINT, got both."
#elif !defined(BROKER_CA) && !defined(BROKER_FINGERPRINT)
#error "config.h: expected BROKER_CA or BROKER_FINGERPRINT, got neither. Without one anybody may be the broker."
#endif

const uint16_t BUFFER_BYTES = 512;
const uint16_t ANSWER_SECONDS = 10;
const unsigned long WIFI_PATIENCE_MILLIS = 60000;
const unsigned long STABLE_MILLIS = 30000;

// A clock that shows less has not been set: it begins at 0 with each start.
const time_t NOT_BEFORE = 1700000000;

// Keys, certificates and buffers take about 22 KB of the 50 while the connection stands. The
// handshake holds up loop() for a second or two; at 160 MHz (Tools > CPU Frequency) for half of it.
BearSSL::WiFiClientSecure network;

// With it a second handshake with the same broker is short.
BearSSL::Session session;

#ifdef BROKER_CA
BearSSL::X509List ca(BROKER_CA);
#endif

PubSubClient mqtt(network);
BackOff backOff;

char device[11];
char readingTopic[32];
char statusTopic[40];

unsigned long lastReadingMillis = 0;
unsigned long wifiMillis = 0;
unsigned long connectedMillis = 0;
wl_status_t shownStatus = WL_IDLE_STATUS;
bool timeShown = false;

void setup() {
  Serial.begin(115200);
  Serial.println();
  snprintf(device, sizeof(device), "esp-%06x", static_cast<unsigned>(ESP.getChipId() & 0xFFFFFF));
  snprintf(readingTopic, sizeof(readingTopic), "/sensors/%s", device);
  snprintf(statusTopic, sizeof(statusTopic), "devices/%s/status", device);
  Serial.printf("%s starts\n", device);

  WiFi.persistent(false);
  WiFi.mode(WIFI_STA);
  WiFi.hostname(device);
  beginWifi();
  // UTC. From here on the core asks for the time by itself, each hour again.
  configTime(0, 0, TIME_SERVER);

#ifdef BROKER_CA
  network.setTrustAnchors(&ca);
#else
  network.setFingerprint(BROKER_FINGERPRINT);
#endif
  network.setSession(&session);
  network.setTimeout(ANSWER_SECONDS * 1000);
  mqtt.setServer(BROKER_HOST, BROKER_PORT);
  mqtt.setSocketTimeout(ANSWER_SECONDS);
  if (!mqtt.setBufferSize(BUFFER_BYTES)) {
    Serial.println("no memory for the buffer");
  }
}

void loop() {
  watchWifi();
  watchBroker();
  if (millis() - lastReadingMillis >= READING_EVERY_MILLIS) {
    lastReadingMillis = millis();
    publishReading();
  }
}

bool hasTime() {
  bool set = time(nullptr) >= NOT_BEFORE;
  if (set && !timeShown) {
    timeShown = true;
    Serial.printf("time %ld\n", static_cast<long>(time(nullptr)));
  }
  return set;
}

void beginWifi() {
  WiFi.begin(WIFI_SSID, WIFI_PASSWORD);
  wifiMillis = millis();
}

void watchWifi() {
  wl_status_t status = WiFi.status();
  if (status != shownStatus) {
    shownStatus = status;
    Serial.printf("wifi %d %s\n", status, WiFi.localIP().toString().c_str());
  }
  if (status == WL_CONNECTED) {
    wifiMillis = millis();
  } else if (millis() - wifiMillis >= WIFI_PATIENCE_MILLIS) {
    beginWifi();
  }
}

void watchBroker() {
  if (mqtt.loop()) {
    if (millis() - connectedMillis >= STABLE_MILLIS) {
      backOff.reset();
    }
  } else if (WiFi.status() == WL_CONNECTED && hasTime() && backOff.isDue()) {
    connectToBroker();
  }
}

void connectToBroker() {
  backOff.tried();
  if (mqtt.connect(device, BROKER_USER, BROKER_PASSWORD, statusTopic, 1, true, "offline", false)) {
    connectedMillis = millis();
    Serial.println("mqtt connected");
    mqtt.publish(statusTopic, "online", true);
    return;
  }
  // -2 is the network or TLS, 4 and 5 are user and password.
  char words[80] = "";
  int code = network.getLastSSLError(words, sizeof(words));
  Serial.printf("mqtt %d, tls %d %s, next try in %lu ms\n", mqtt.state(), code, words,
                backOff.waitMillis());
}

// With the time the payload is that of the getting-started programs in Python and Node.
void publishReading() {
  if (!hasTime()) {
    return;
  }
  char json[128];
  snprintf(json, sizeof(json),
           "{\"device_id\":\"%s\",\"temperature\":%.1f,\"humidity\":%.1f,\"timestamp\":%ld}", device,
           22.5 + random(0, 51) / 10.0, 45 + random(0, 101) / 10.0,
           static_cast<long>(time(nullptr)));
  Serial.printf(mqtt.publish(readingTopic, json) ? "%s\n" : "not published: %s\n", json);
}
