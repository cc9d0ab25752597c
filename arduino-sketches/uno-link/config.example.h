// Copy to config.h and change what you like. Without a config.h these values are used.
#pragma once

// This board's id. Give each board of a gateway its own.
#define DEVICE_ID "uno-1"

// Time between two readings.
#define READING_EVERY_MILLIS 1000
