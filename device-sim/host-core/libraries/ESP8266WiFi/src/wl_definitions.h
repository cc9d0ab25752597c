#pragma once
#include "lwip/tcpbase.h"

// The numbers of WiFi.status() and the like, as sketches print and compare them.

#define WL_MAC_ADDR_LENGTH 6

typedef enum {
  WL_NO_SHIELD = 255,
  WL_IDLE_STATUS = 0,
  WL_NO_SSID_AVAIL = 1,
  WL_SCAN_COMPLETED = 2,
  WL_CONNECTED = 3,
  WL_CONNECT_FAILED = 4,
  WL_CONNECTION_LOST = 5,
  WL_WRONG_PASSWORD = 6,
  WL_DISCONNECTED = 7
} wl_status_t;

enum wl_enc_type {
  ENC_TYPE_TKIP = 2,
  ENC_TYPE_CCMP = 4,
  ENC_TYPE_WEP = 5,
  ENC_TYPE_NONE = 7,
  ENC_TYPE_AUTO = 8
};

#define wl_tcp_state tcp_state
