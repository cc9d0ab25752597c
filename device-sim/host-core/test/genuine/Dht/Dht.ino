// A DHT22 by Adafruit's library, and a DHT11 by its other face, that of the Unified Sensor.
#include <Adafruit_Sensor.h>
#include <DHT.h>
#include <DHT_U.h>

DHT outside(D5, DHT22);
DHT_Unified inside(D6, DHT11);

void setup() {
  Serial.begin(115200);
  Serial.println();
  outside.begin();
  inside.begin();
  sensor_t what;
  inside.temperature().getSensor(&what);
  Serial.printf("sensor %s %.0f..%.0f every %ld us\n", what.name, what.min_value, what.max_value,
                (long)what.min_delay);
}

void loop() {
  delay(2500);
  float t = outside.readTemperature();
  float h = outside.readHumidity();
  Serial.printf("outside %.1f %.1f feels %.1f\n", t, h, outside.computeHeatIndex(t, h, false));
  sensors_event_t temperature, humidity;
  inside.temperature().getEvent(&temperature);
  inside.humidity().getEvent(&humidity);
  Serial.printf("inside %.0f %.0f\n", temperature.temperature, humidity.relative_humidity);
}
