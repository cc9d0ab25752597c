// The sketch that most introductions to MQTT show, and what each of its lines does in the field.
// Good for a first evening. For a board that is to work, take esp8266-pubsubclient: the comments
// here say why.
#include <ESP8266WiFi.h>
#include <PubSubClient.h>

#if __has_include("config.h")
#include "config.h"
#else
#error "No config.h yet: copy config.example.h to config.h in this sketch's folder, and fill it in."
#endif

// One topic for everybody: with two boards nobody knows which one was measured.
const char* TOPIC = "/sensors/temperature";

WiFiClient network;
PubSubClient client(network);

// What comes is copied byte by byte into a String: memory that a long message breaks into pieces.
// As the filter is /sensors/#, the first message that comes is the board's own.
void callback(char* topic, byte* payload, unsigned int length) {
  String message;
  for (unsigned int i = 0; i < length; i++) {
    message += static_cast<char>(payload[i]);
  }
  Serial.print("Message on ");
  Serial.print(topic);
  Serial.print(": ");
  Serial.println(message);
}

void setup() {
  Serial.begin(115200);
  Serial.println();
  Serial.print("Connecting to ");
  Serial.println(WIFI_SSID);

  // Waits for ever: with the access point off or a letter wrong in the password the board does
  // nothing but print dots, and does not say why.
  WiFi.begin(WIFI_SSID, WIFI_PASSWORD);
  while (WiFi.status() != WL_CONNECTED) {
    delay(500);
    Serial.print(".");
  }
  Serial.println();
  Serial.print("WiFi connected, address ");
  Serial.println(WiFi.localIP());

  client.setServer(BROKER_HOST, BROKER_PORT);
  client.setCallback(callback);

  // The same id on every board that was made from this sketch: the broker throws out the one that
  // was there before, which comes back and throws out the other.
  if (client.connect("esp8266_client")) {
    Serial.println("MQTT connected");
    // Only here. After a lost connection the board publishes again, but hears nothing any more: a
    // broker forgets the subscriptions of a clean session, and this is one.
    client.subscribe("/sensors/#");
  } else {
    Serial.print("MQTT failed, rc=");
    Serial.println(client.state());
  }
}

void loop() {
  // Whether the WiFi is still there is not looked at. Each turn tries once, without a pause that
  // grows: a hundred boards keep a broker down that wants to come up. A try may take 20 s.
  if (!client.connected()) {
    client.connect("esp8266_client");
  }
  // One packet a turn, and a turn takes five seconds: of ten messages the last is seen after 50 s.
  client.loop();

  float temperature = 22.5 + random(0, 50) / 10.0;
  String payload = "{\"temp\": " + String(temperature, 2) + "}";
  // QoS 0, and whether it could be sent is not looked at: "Published" is printed either way. No
  // number, no time, no device: what is missing cannot be missed.
  client.publish(TOPIC, payload.c_str());
  Serial.print("Published: ");
  Serial.println(payload);

  // Nothing happens meanwhile. No will either: a board that is dead is told from one that is fine
  // by nobody.
  delay(5000);
}
