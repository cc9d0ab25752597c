// An ESP8266 with no library at all: a JSON object per line, once a second. Tidegate takes such
// lines as readings. What is printed while nobody reads is gone, though, and a flipped digit looks
// like a reading, and it takes no commands. The sketch esp8266-link does better on all three.

// Time between two readings.
const unsigned long READING_EVERY_MILLIS = 1000;

unsigned long lastReadingMillis = 0;

void setup() {
  Serial.begin(115200);
  // Ends the line of the chip's boot text.
  Serial.println();
}

void loop() {
  if (millis() - lastReadingMillis >= READING_EVERY_MILLIS) {
    lastReadingMillis += READING_EVERY_MILLIS;
    measure();
  }
}

void measure() {
  char id[11];
  snprintf(id, sizeof(id), "esp-%06x", static_cast<unsigned>(ESP.getChipId() & 0xFFFFFF));
  Serial.print(F("{\"device_id\":\""));
  Serial.print(id);
  Serial.print(F("\",\"a0\":"));
  Serial.print(analogRead(A0));
  Serial.print(F(",\"uptime\":"));
  Serial.print(millis() / 1000);
  Serial.println(F("}"));
}
