// Two DS18B20 on one wire by DallasTemperature: the library's own search, wait and resolution.
#include <DallasTemperature.h>
#include <OneWire.h>

OneWire wire(D2);
DallasTemperature sensors(&wire);

void setup() {
  Serial.begin(115200);
  Serial.println();
  sensors.begin();
  Serial.printf("count %d parasite %d bits %d\n", sensors.getDeviceCount(),
                sensors.isParasitePowerMode(), sensors.getResolution());
}

void loop() {
  uint32_t begun = millis();
  sensors.requestTemperatures();
  uint32_t took = millis() - begun;
  Serial.printf("a %.4f b %.4f took %s\n", sensors.getTempCByIndex(0), sensors.getTempCByIndex(1),
                took > 400 && took < 800 ? "its time" : String(took).c_str());
  delay(2000);
}
