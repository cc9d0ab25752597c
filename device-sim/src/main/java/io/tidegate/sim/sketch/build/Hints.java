package io.tidegate.sim.sketch.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Where headers come from that sketches ask for most, by the names of the Arduino library index.
final class Hints {
  private static final Map<String, String> LIBRARIES =
      Map.ofEntries(
          Map.entry("PubSubClient.h", "PubSubClient"),
          Map.entry("ArduinoJson.h", "ArduinoJson"),
          Map.entry("DHT.h", "DHT sensor library"),
          Map.entry("DHT_U.h", "DHT sensor library"),
          Map.entry("Adafruit_Sensor.h", "Adafruit Unified Sensor"),
          Map.entry("Adafruit_BME280.h", "Adafruit BME280 Library"),
          Map.entry("Adafruit_BMP280.h", "Adafruit BMP280 Library"),
          Map.entry("Adafruit_I2CDevice.h", "Adafruit BusIO"),
          Map.entry("Adafruit_SPIDevice.h", "Adafruit BusIO"),
          Map.entry("Adafruit_GFX.h", "Adafruit GFX Library"),
          Map.entry("Adafruit_SSD1306.h", "Adafruit SSD1306"),
          Map.entry("Adafruit_ADS1X15.h", "Adafruit ADS1X15"),
          Map.entry("Adafruit_NeoPixel.h", "Adafruit NeoPixel"),
          Map.entry("OneWire.h", "OneWire"),
          Map.entry("DallasTemperature.h", "DallasTemperature"),
          Map.entry("WiFiManager.h", "WiFiManager"),
          Map.entry("NTPClient.h", "NTPClient"),
          Map.entry("LiquidCrystal_I2C.h", "LiquidCrystal I2C"),
          Map.entry("MQTT.h", "MQTT"),
          Map.entry("ESPAsyncWebServer.h", "ESP Async WebServer"),
          Map.entry("Bounce2.h", "Bounce2"));

  private static final Set<String> ESP32 =
      Set.of(
          "WiFi.h",
          "HTTPClient.h",
          "WebServer.h",
          "Preferences.h",
          "ESPmDNS.h",
          "AsyncTCP.h",
          "esp_sleep.h");

  /// What an author keeps to himself: names and passwords.
  private static final Pattern OWN =
      Pattern.compile(
          "(\\w*(secrets?|credentials?|passwords?)|(my_?)?(config|settings))[.]h",
          Pattern.CASE_INSENSITIVE);

  private Hints() {}

  /// How to come by a header that nobody has and that a file in this folder includes.
  static String howToGet(String header, Path folder) {
    String example = example(header, folder);
    if (example != null) {
      return "copy " + example + " to " + header + " and enter what is yours";
    }
    if (OWN.matcher(header).matches()) {
      return "by its name it is a file of the author's own; write it beside "
          + "the sketch, with the names that the sketch lacks without it";
    }
    if (ESP32.contains(header)) {
      return "it belongs to the core of the ESP32; sketches are built for the ESP8266 or the Uno here";
    }
    String library = LIBRARIES.get(header);
    String install =
        library == null
            ? "find its library in the Arduino IDE's Library Manager and install it"
            : "install the library \"%s\" (Arduino IDE: Library Manager; or arduino-cli lib install \"%s\")"
                .formatted(library, library);
    return install + ", or name the folder it is in: --library FOLDER";
  }

  /// A file beside it from which it is made by the author's intent: `config.example.h`,
  /// `config-sample.h`, `config.h.template`. Null when there is none.
  private static String example(String header, Path folder) {
    String stem = header.replaceFirst("[.][^.]+$", "");
    Pattern name =
        Pattern.compile(
            "\\Q"
                + stem
                + "\\E([.]h)?[._-]?(example|sample|template|default|dist)s?([.]h)?|"
                + "(example|sample|template)[._-]\\Q"
                + header
                + "\\E",
            Pattern.CASE_INSENSITIVE);
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> name.matcher(file).matches())
          .min(Comparator.naturalOrder())
          .orElse(null);
    } catch (IOException _) {
      return null;
    }
  }
}
