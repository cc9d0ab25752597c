// WiFiManager: with nothing saved it opens its portal, which times out; with a network saved it
// goes there by itself.
#include <WiFiManager.h>

void setup() {
  Serial.begin(115200);
  Serial.println();
  WiFiManager manager;
  manager.setDebugOutput(false);
  manager.setConfigPortalTimeout(5);
  manager.setAPCallback([](WiFiManager* which) {
    Serial.printf("portal %s %s\n", which->getConfigPortalSSID().c_str(),
                  WiFi.softAPIP().toString().c_str());
  });
  uint32_t begun = millis();
  bool in = manager.autoConnect("board-setup");
  Serial.printf("connected %d after %lu s\n", in, (unsigned long)(millis() - begun) / 1000);
  if (!in) {
    WiFi.persistent(true);
    WiFi.mode(WIFI_STA);
    WiFi.begin("garden", "secret-one");
    delay(8000);
    ESP.restart();
  }
  Serial.printf("%s %d\n", manager.getWiFiSSID().c_str(), WiFi.status());
}

void loop() {}
