// A sketch for WiFi and a broker, with the WiFi taken out: PubSubClient talks over the USB cable, and
// the gateway at the other end answers it as a broker does. What differs from the same sketch on
// WiFi is marked with "was:"; all else is PubSubClient as it always is.
#include <PubSubClient.h>
#include <TidegateClient.h>  // was: #include <ESP8266WiFi.h>

#if __has_include("config.h")
#include "config.h"
#else
#include "config.example.h"
#endif

// Between two tries.
const unsigned long TRY_EVERY_MILLIS = 5000;

// On NodeMCU and D1 mini the LED hangs on 3.3 V: low is on.
#if defined(ESP8266)
const uint8_t LED_ON = LOW;
#else
const uint8_t LED_ON = HIGH;
#endif

TidegateClient network(Serial);  // was: WiFiClient network;
PubSubClient mqtt(network);

// Below /sensors/ID and devices/ID a board may do as it likes; the gateway allows more if it is told.
const char READING_TOPIC[] = "/sensors/" DEVICE_ID;
const char STATUS_TOPIC[] = "devices/" DEVICE_ID "/status";
const char COMMAND_TOPIC[] = "devices/" DEVICE_ID "/set/led";
const char RESULT_TOPIC[] = "devices/" DEVICE_ID "/result/led";

unsigned long lastReadingMillis = 0;
unsigned long lastTryMillis = 0;
unsigned long readings = 0;

void setup() {
  pinMode(LED_BUILTIN, OUTPUT);
  digitalWrite(LED_BUILTIN, !LED_ON);
  Serial.begin(115200);
  network.begin(DEVICE_ID);  // was: WiFi.begin(WIFI_SSID, WIFI_PASSWORD);
  mqtt.setServer("gateway", 1883);  // whatever it is called: there is only one
  mqtt.setCallback(onMessage);
  lastTryMillis = millis() - TRY_EVERY_MILLIS;
}

void loop() {
  if (!mqtt.loop() && millis() - lastTryMillis >= TRY_EVERY_MILLIS) {
    lastTryMillis = millis();
    connectToBroker();
  }
  if (millis() - lastReadingMillis >= READING_EVERY_MILLIS) {
    lastReadingMillis += READING_EVERY_MILLIS;
    publishReading();
  }
}

void connectToBroker() {
  // The will: "offline", retained, which the gateway says for us when we are gone without a word.
  if (!mqtt.connect(DEVICE_ID, STATUS_TOPIC, 0, true, "offline")) {
    // Prints may stand between what the two say to each other: `tidegate monitor` shows them.
    Serial.print("mqtt ");
    Serial.println(mqtt.state());
    return;
  }
  Serial.println("mqtt connected");
  mqtt.publish(STATUS_TOPIC, "online", true);
  mqtt.subscribe(COMMAND_TOPIC);
}

void publishReading() {
  readings++;
  char json[48];
  snprintf(json, sizeof(json), "{\"a0\":%d,\"n\":%lu}", analogRead(A0), readings);
  if (!mqtt.publish(READING_TOPIC, json)) {
    Serial.print("not published: ");
    Serial.println(json);
  }
}

void onMessage(char*, byte* payload, unsigned int length) {
  bool on = length == 2 && memcmp(payload, "on", 2) == 0;
  bool off = length == 3 && memcmp(payload, "off", 3) == 0;
  if (on || off) {
    digitalWrite(LED_BUILTIN, on ? LED_ON : !LED_ON);
  }
  mqtt.publish(RESULT_TOPIC, on ? "on" : off ? "off" : "refused: on or off");
}
