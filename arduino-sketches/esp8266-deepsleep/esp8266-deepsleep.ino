// An ESP8266 on a battery: wakes, measures, hands over, sleeps. Each wake-up begins with setup(), as
// after a reset; only RTC memory knows what was before. A reading stays there until the broker has
// it, and so none is lost while the network is away for a while.
//
// D0 (GPIO16) has to be wired to RST, or it never wakes. Take the wire off to upload.
#include <ESP8266WiFi.h>
#include <PubSubClient.h>

#if __has_include("config.h")
#include "config.h"
#else
#error "No config.h yet: copy config.example.h to config.h in this sketch's folder, and fill it in."
#endif
#include "kept.h"

// Whatever goes wrong, it sleeps after this long: a router that is off must not empty a battery.
const unsigned long AWAKE_MILLIS = 12000;
const uint16_t ANSWER_SECONDS = 4;

// After failures that many wake-ups at most only measure.
const uint8_t SKIP_MOST = 8;

WiFiClient network;
PubSubClient mqtt(network);
Kept kept;

char device[11];
char readingTopic[32];
char echoTopic[40];
bool handedOver = false;
bool confirmed = false;

void setup() {
  Serial.begin(115200);
  Serial.println();
  snprintf(device, sizeof(device), "esp-%06x", static_cast<unsigned>(ESP.getChipId() & 0xFFFFFF));
  snprintf(readingTopic, sizeof(readingTopic), "/sensors/%s", device);
  snprintf(echoTopic, sizeof(echoTopic), "devices/%s/echo", device);

  kept.load();
  kept.add(analogRead(A0));
  Serial.printf("%s awake: %s, reading %u, %u to hand over\n", device,
                ESP.getResetReason().c_str(), static_cast<unsigned>(kept.number),
                static_cast<unsigned>(kept.count));
  // Before the radio comes on: it takes the most current, and a weak battery gives up then.
  kept.save();
  if (kept.skip > 0) {
    kept.skip--;
    goToSleep();
    return;
  }

  WiFi.persistent(false);
  WiFi.mode(WIFI_STA);
  if (kept.channel != 0) {
    WiFi.begin(WIFI_SSID, WIFI_PASSWORD, kept.channel, kept.bssid);
  } else {
    WiFi.begin(WIFI_SSID, WIFI_PASSWORD);
  }
  mqtt.setServer(BROKER_HOST, BROKER_PORT);
  mqtt.setCallback(onMessage);
  mqtt.setSocketTimeout(ANSWER_SECONDS);
  network.setTimeout(ANSWER_SECONDS * 1000);
}

// Turns until one of its lines sends the board to sleep.
void loop() {
  mqtt.loop();
  if (confirmed) {
    succeeded();
  } else if (millis() >= AWAKE_MILLIS) {
    failed(WiFi.status() == WL_CONNECTED ? "no answer" : "no WiFi");
  } else if (WiFi.status() == WL_CONNECTED && !handedOver) {
    handOver();
  }
}

// A publish() that returned true says only that the bytes went into the network. So the board sends
// a message to itself after them: a broker takes messages in their order, and when this one is back
// it has the readings.
void handOver() {
  handedOver = true;
  const char* user = BROKER_USER[0] != '\0' ? BROKER_USER : nullptr;
  const char* password = BROKER_PASSWORD[0] != '\0' ? BROKER_PASSWORD : nullptr;
  // No will: a board that sleeps is away nearly always. Who waits for it counts the minutes.
  if (!mqtt.connect(device, user, password)) {
    failed("no broker");
    return;
  }
  bool sent = mqtt.subscribe(echoTopic);
  for (uint8_t i = 0; i < kept.count; i++) {
    const KeptReading& reading = kept.readings[i];
    char json[112];
    snprintf(json, sizeof(json), "{\"device_id\":\"%s\",\"a0\":%d,\"n\":%u,\"age\":%u}", device,
             static_cast<int>(reading.a0), static_cast<unsigned>(reading.number),
             static_cast<unsigned>(kept.seconds - reading.atSeconds));
    Serial.println(json);
    sent = sent && mqtt.publish(readingTopic, json);
  }
  char number[11];
  snprintf(number, sizeof(number), "%u", static_cast<unsigned>(kept.number));
  sent = sent && mqtt.publish(echoTopic, number);
  if (!sent) {
    failed("not published");
  }
}

// An echo of an earlier wake-up, kept by nobody, cannot come; one of another number is not ours.
void onMessage(char*, byte* payload, unsigned int length) {
  char number[11];
  snprintf(number, sizeof(number), "%.*s", static_cast<int>(length),
           reinterpret_cast<char*>(payload));
  confirmed = confirmed || strtoul(number, nullptr, 10) == kept.number;
}

void succeeded() {
  mqtt.disconnect();
  kept.count = 0;
  kept.failures = 0;
  kept.channel = static_cast<uint8_t>(WiFi.channel());
  memcpy(kept.bssid, WiFi.BSSID(), sizeof(kept.bssid));
  goToSleep();
}

// The readings stay. The next wake-ups only measure: one, two, four, eight of them.
void failed(const char* why) {
  Serial.printf("%s: %u kept\n", why, static_cast<unsigned>(kept.count));
  kept.skip = kept.failures < 3 ? static_cast<uint8_t>(1 << kept.failures) : SKIP_MOST;
  kept.failures = kept.failures < 3 ? kept.failures + 1 : 3;
  // The access point may have moved to another channel.
  kept.channel = 0;
  goToSleep();
}

void goToSleep() {
  kept.seconds += SLEEP_SECONDS + millis() / 1000;
  kept.save();
  Serial.printf("sleeps %d s\n", SLEEP_SECONDS);
  Serial.flush();
  ESP.deepSleep(SLEEP_SECONDS * 1000000ULL);
}
