// Copy to config.h and change what you like. Without a config.h these values are used.
#pragma once

// This board's id: its own among all boards of a gateway, and in its topics.
#define DEVICE_ID "esp-garden"

// Time between two readings.
#define READING_EVERY_MILLIS 5000
