// A propagator in a greenhouse, for propagator.yaml: how wet its soil is, from an ADS1115 on D1 and
// D2, and whether its lid is open, from a contact between D5 and ground. Every two seconds, by WiFi
// to a broker. Your own sketch would have your network's name here.
#include <ESP8266WiFi.h>
#include <PubSubClient.h>
#include <Wire.h>

const char* const WIFI_NAME = "lab";
const char* const WIFI_PASSWORD = "secret-lab";
const char* const BROKER = "broker.lab";
const char* const STATUS_TOPIC = "devices/propagator/status";

const uint8_t LID_PIN = D5;
const uint8_t ADC_ADDRESS = 0x48;
const unsigned long EVERY_MILLIS = 2000;
const unsigned long RETRY_MILLIS = 3000;

WiFiClient network;
PubSubClient mqtt(network);
unsigned long lastReading = 0;
unsigned long lastTry = 0;
unsigned long count = 0;

void setup() {
  Serial.begin(115200);
  Serial.println("\npropagator starts");
  pinMode(LID_PIN, INPUT_PULLUP);
  Wire.begin();
  WiFi.persistent(false);
  WiFi.mode(WIFI_STA);
  WiFi.begin(WIFI_NAME, WIFI_PASSWORD);
  network.setTimeout(2000);
  mqtt.setServer(BROKER, 1883);
  mqtt.setSocketTimeout(2);
}

void loop() {
  if (!mqtt.loop() && WiFi.status() == WL_CONNECTED && millis() - lastTry >= RETRY_MILLIS) {
    lastTry = millis();
    connectToBroker();
  }
  if (millis() - lastReading >= EVERY_MILLIS) {
    lastReading += EVERY_MILLIS;
    publishReading();
  }
}

void connectToBroker() {
  if (mqtt.connect("propagator", nullptr, nullptr, STATUS_TOPIC, 1, true, "offline")) {
    Serial.println("mqtt connected");
    mqtt.publish(STATUS_TOPIC, "online", true);
  } else {
    Serial.printf("mqtt %d\n", mqtt.state());
  }
}

void publishReading() {
  int16_t soil = 0;
  char text[16] = "null";
  if (convert(soil)) {
    snprintf(text, sizeof(text), "%.4f", soil * 4.096 / 32768);
  }
  char json[96];
  snprintf(json, sizeof(json), "{\"count\":%lu,\"soil\":%s,\"lid\":%d}", ++count, text,
           digitalRead(LID_PIN));
  if (mqtt.publish("/sensors/propagator", json)) {
    Serial.println(json);
  } else {
    Serial.printf("kept to itself: %s\n", json);
  }
}

// One conversion of input 0, up to 4.096 V, 860 a second; false when the chip does not answer.
bool convert(int16_t& value) {
  Wire.beginTransmission(ADC_ADDRESS);
  Wire.write(0x01);
  Wire.write(0xC3);
  Wire.write(0xE3);
  if (Wire.endTransmission() != 0) {
    return false;
  }
  delay(2);
  Wire.beginTransmission(ADC_ADDRESS);
  Wire.write(0x00);
  if (Wire.endTransmission() != 0 || Wire.requestFrom(ADC_ADDRESS, static_cast<uint8_t>(2)) != 2) {
    return false;
  }
  uint8_t high = Wire.read();
  value = static_cast<int16_t>(high << 8 | Wire.read());
  return true;
}
