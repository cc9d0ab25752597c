// AsyncMqttClient: in by name, with a will; a message of each quality comes back; when the broker
// has thrown it out, it comes in again.
#include <ESP8266WiFi.h>
#include <Ticker.h>
#include <AsyncMqttClient.h>

AsyncMqttClient mqtt;
Ticker again;
WiFiEventHandler onAddress;
int acknowledged = 0;

void setup() {
  Serial.begin(115200);
  Serial.println();
  mqtt.setServer("broker", 1883);
  mqtt.setWill("async/status", 1, true, "offline");
  mqtt.setKeepAlive(10);
  mqtt.onConnect([](bool) {
    Serial.println("in");
    mqtt.publish("async/status", 1, true, "online");
    mqtt.subscribe("async/said/#", 1);
  });
  mqtt.onSubscribe([](uint16_t, uint8_t) {
    mqtt.publish("async/said/0", 0, false, "zero");
    mqtt.publish("async/said/1", 1, false, "one");
    mqtt.publish("async/said/2", 2, false, "two");
  });
  mqtt.onPublish([](uint16_t) { Serial.printf("acknowledged %d\n", ++acknowledged); });
  mqtt.onMessage([](char* topic, char* payload, AsyncMqttClientMessageProperties, size_t size,
                    size_t index, size_t total) {
    Serial.printf("%s: %.*s, %u from %u of %u\n", topic, static_cast<int>(size), payload,
                  static_cast<unsigned>(size), static_cast<unsigned>(index),
                  static_cast<unsigned>(total));
  });
  mqtt.onDisconnect([](AsyncMqttClientDisconnectReason reason) {
    Serial.printf("out %d\n", static_cast<int>(reason));
    acknowledged = 0;
    again.once(2, [] { mqtt.connect(); });
  });
  onAddress = WiFi.onStationModeGotIP([](const WiFiEventStationModeGotIP&) { mqtt.connect(); });
  WiFi.begin("garden", "secret-one");
}

void loop() {}
