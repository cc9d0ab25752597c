// A BME280 by Adafruit's library on BusIO.
#include <Adafruit_BME280.h>
#include <Wire.h>

Adafruit_BME280 bme;
Adafruit_BME280 nobody;

void setup() {
  Serial.begin(115200);
  Serial.println();
  bool there = bme.begin(0x76);
  Serial.printf("there %d id %02X other %d\n", there, (unsigned)bme.sensorID(), nobody.begin(0x77));
}

void loop() {
  Serial.printf("%.2f C %.1f %% %.1f hPa %.0f m\n", bme.readTemperature(), bme.readHumidity(),
                bme.readPressure() / 100, bme.readAltitude(1013.25));
  delay(2000);
}
