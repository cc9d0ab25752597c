// Copy this file to config.h, in the same folder, and fill it in. config.h stays with you.
#pragma once

#define WIFI_SSID "your network"
#define WIFI_PASSWORD "your password"

// Name or address of the broker.
#define BROKER_HOST "192.168.1.10"
#define BROKER_PORT 1883

// Both empty for a broker that asks for neither.
#define BROKER_USER ""
#define BROKER_PASSWORD ""

// Time between two readings.
#define READING_EVERY_MILLIS 5000

// The broker says "offline" for the board when it has heard nothing for one and a half of it.
#define KEEP_ALIVE_SECONDS 15
