// An ESP8266 on WiFi and MQTT, as it should be done with PubSubClient: it comes back by itself from
// whatever happens to the network, says whether it is there, and takes commands. Nothing in loop()
// waits, so the board goes on measuring while the network is away.
#include <ESP8266WiFi.h>
#include <PubSubClient.h>

#if __has_include("config.h")
#include "config.h"
#else
#error "No config.h yet: copy config.example.h to config.h in this sketch's folder, and fill it in."
#endif
#include "back_off.h"

// The largest packet, both ways. One that comes and is larger is dropped without a word.
const uint16_t BUFFER_BYTES = 512;

// How long each of these may hold everything up: finding the broker by its name, connecting, its
// answer, the rest of a packet.
const uint16_t ANSWER_SECONDS = 3;

// WiFi that has been away so long is begun anew.
const unsigned long WIFI_PATIENCE_MILLIS = 60000;

// A connection that held so long is a good one.
const unsigned long STABLE_MILLIS = 30000;

// On NodeMCU and D1 mini the LED hangs on 3.3 V: low is on.
const uint8_t LED_ON = LOW;
const uint8_t LED_OFF = HIGH;

WiFiClient network;
PubSubClient mqtt(network);
BackOff backOff;

// "esp-" and the chip's number: the id has to be this board's own. Of two clients with the same id
// a broker always throws one out, and they take turns in that for ever.
char device[11];
char readingTopic[32];
char statusTopic[40];
char commandTopic[40];

unsigned long readingEveryMillis = READING_EVERY_MILLIS;
unsigned long lastReadingMillis = 0;
unsigned long wifiMillis = 0;
unsigned long connectedMillis = 0;
wl_status_t shownStatus = WL_IDLE_STATUS;
unsigned long readings = 0;
unsigned long missed = 0;

void setup() {
  pinMode(LED_BUILTIN, OUTPUT);
  digitalWrite(LED_BUILTIN, LED_OFF);
  Serial.begin(115200);
  // Ends the line of the chip's boot text.
  Serial.println();

  snprintf(device, sizeof(device), "esp-%06x", static_cast<unsigned>(ESP.getChipId() & 0xFFFFFF));
  snprintf(readingTopic, sizeof(readingTopic), "/sensors/%s", device);
  snprintf(statusTopic, sizeof(statusTopic), "devices/%s/status", device);
  snprintf(commandTopic, sizeof(commandTopic), "devices/%s/set/", device);
  Serial.printf("%s starts\n", device);

  // Not into the flash: it would be written anew at each start.
  WiFi.persistent(false);
  WiFi.mode(WIFI_STA);
  WiFi.hostname(device);
  beginWifi();

  mqtt.setServer(BROKER_HOST, BROKER_PORT);
  mqtt.setCallback(onMessage);
  mqtt.setKeepAlive(KEEP_ALIVE_SECONDS);
  mqtt.setSocketTimeout(ANSWER_SECONDS);
  network.setTimeout(ANSWER_SECONDS * 1000);
  if (!mqtt.setBufferSize(BUFFER_BYTES)) {
    Serial.println("no memory for the buffer");
  }
}

void loop() {
  watchWifi();
  watchBroker();
  if (millis() - lastReadingMillis >= readingEveryMillis) {
    lastReadingMillis = millis();
    publishReading();
  }
}

void beginWifi() {
  WiFi.begin(WIFI_SSID, WIFI_PASSWORD);
  wifiMillis = millis();
}

// The core connects again by itself. What it does not get over, a new begin() does; but not often,
// for it breaks off what is under way.
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
  } else if (WiFi.status() == WL_CONNECTED && backOff.isDue()) {
    connectToBroker();
  }
}

void connectToBroker() {
  const char* user = BROKER_USER[0] != '\0' ? BROKER_USER : nullptr;
  const char* password = BROKER_PASSWORD[0] != '\0' ? BROKER_PASSWORD : nullptr;
  backOff.tried();
  // The will: "offline", retained, which the broker says for us when we are gone without a word.
  // The last `false` is clean session: the broker keeps our subscription and the commands that
  // come while we are away.
  if (!mqtt.connect(device, user, password, statusTopic, 1, true, "offline", false)) {
    Serial.printf("mqtt %d, next try in %lu ms\n", mqtt.state(), backOff.waitMillis());
    return;
  }
  connectedMillis = millis();
  Serial.println("mqtt connected");
  mqtt.publish(statusTopic, "online", true);
  // After every connect(): a broker that was begun anew has forgotten us. With QoS 1, or nothing
  // would be kept for us.
  char filter[sizeof(commandTopic) + 1];
  snprintf(filter, sizeof(filter), "%s#", commandTopic);
  mqtt.subscribe(filter, 1);
}

void publishReading() {
  readings++;
  char json[128];
  snprintf(json, sizeof(json), "{\"device_id\":\"%s\",\"temp\":%.2f,\"n\":%lu,\"missed\":%lu}", device,
           temperature(), readings, missed);
  // False: not connected, longer than the buffer, or the network did not take it. True is no
  // promise: PubSubClient knows QoS 0 only, and what is written into a dead connection is lost.
  if (mqtt.publish(readingTopic, json)) {
    Serial.println(json);
  } else {
    missed++;
    Serial.printf("not published: %s\n", json);
  }
}

// Made up, so that it runs with nothing wired: your sensor belongs here.
float temperature() { return 22.5 + random(0, 51) / 10.0; }

// Commands come on devices/ID/set/CHANNEL. QoS 1 may bring one twice, and a kept one late: "on" may
// be done twice and late, "toggle" may not.
void onMessage(char* topic, byte* payload, unsigned int length) {
  // Both stand in the client's only buffer, which the next publish() fills: copy first.
  char channel[16];
  char value[16];
  snprintf(channel, sizeof(channel), "%s", topic + strlen(commandTopic));
  snprintf(value, sizeof(value), "%.*s", static_cast<int>(length), reinterpret_cast<char*>(payload));
  Serial.printf("command %s %s\n", channel, value);

  char resultTopic[56];
  snprintf(resultTopic, sizeof(resultTopic), "devices/%s/result/%s", device, channel);
  const char* result = obey(channel, value);
  if (!mqtt.publish(resultTopic, result)) {
    Serial.printf("not published: %s %s\n", resultTopic, result);
  }
}

const char* obey(const char* channel, const char* value) {
  if (strcmp(channel, "led") == 0) {
    if (strcmp(value, "on") != 0 && strcmp(value, "off") != 0) {
      return "refused: on or off";
    }
    digitalWrite(LED_BUILTIN, strcmp(value, "on") == 0 ? LED_ON : LED_OFF);
    return strcmp(value, "on") == 0 ? "on" : "off";
  }
  if (strcmp(channel, "every") == 0) {
    long seconds = atol(value);
    if (seconds < 1 || seconds > 3600) {
      return "refused: 1 to 3600 seconds";
    }
    readingEveryMillis = seconds * 1000UL;
    return "done";
  }
  return "refused: led or every";
}
