// Copy this file to config.h, in the same folder, and fill it in. config.h stays with you.
#pragma once

#define WIFI_SSID "your network"
#define WIFI_PASSWORD "your password"

// A public broker for trying things out: everybody sees what you publish there, and may publish
// what you then believe.
#define BROKER_HOST "broker.emqx.io"
#define BROKER_PORT 1883
