// What a broker sends read, and what goes to one written, by ArduinoJson 6 or 7.
#include <ArduinoJson.h>

#if ARDUINOJSON_VERSION_MAJOR >= 7
using Document = JsonDocument;
#define DOCUMENT(name) Document name
#else
#define DOCUMENT(name) DynamicJsonDocument name(2048)
#endif

void write() {
  DOCUMENT(doc);
  doc["id"] = String("kitchen");
  doc["n"] = 4294967295U;
  doc["t"] = 21.5;
  doc["ok"] = true;
  doc["none"] = nullptr;
  for (int i = 0; i < 3; i++) {
    doc["list"][i] = i * i;
  }
  String text;
  size_t size = serializeJson(doc, text);
  Serial.printf("%s %u %u\n", text.c_str(), (unsigned)size, (unsigned)measureJson(doc));
  serializeJson(doc, Serial);
  Serial.println();
}

void read(const char* text) {
  DOCUMENT(doc);
  DeserializationError error = deserializeJson(doc, text);
  if (error) {
    Serial.printf("%s: %s\n", text, error.c_str());
    return;
  }
  const char* name = doc["sensors"][1]["name"] | "nobody";
  Serial.printf("%s %.2f %d %d\n", name, doc["sensors"][1]["t"].as<float>(),
                doc["on"].as<bool>(), doc["missing"] | -1);
}

void setup() {
  Serial.begin(115200);
  Serial.println();
  write();
  read("{\"on\":true,\"sensors\":[{\"name\":\"a\"},{\"name\":\"cellar\",\"t\":-7.25}]}");
  read("{\"on\":tru");
  read("");
  Serial.println("done");
}

void loop() {}
