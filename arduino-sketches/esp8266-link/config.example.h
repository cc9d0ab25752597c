// Copy to config.h and say what is wired. Without a config.h it is as it stands here: A0 and the LED.
#pragma once

// Time between two readings.
#define READING_EVERY_MILLIS 1000

// A DHT22 at any pin but D0: temperature `t` and humidity `h`.
// #define DHT22_PIN D5

// A DS18B20 with 4.7 kOhm between its data pin and 3V3: temperature `probe`.
// #define DS18B20_PIN D2

// A relay: channel `relay`. Many relay boards switch on at LOW: then write that.
// #define RELAY_PIN D1
// #define RELAY_ON HIGH
