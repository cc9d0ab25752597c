// Copy to config.h and change what you like. Without a config.h these values are used.
#pragma once

// This board's id. Give each board of a gateway its own.
#define DEVICE_ID "uno-1"

// Time between two readings.
#define READING_EVERY_MILLIS 1000

// A DHT22 at pin 2 or 3, the two that have interrupts: temperature `t` and humidity `h`.
// #define DHT22_PIN 2

// A DS18B20 with 4.7 kOhm between its data pin and 5V: temperature `probe`.
// #define DS18B20_PIN 4

// A relay: channel `relay`. Many relay boards switch on at LOW: then write that.
// #define RELAY_PIN 7
// #define RELAY_ON HIGH
