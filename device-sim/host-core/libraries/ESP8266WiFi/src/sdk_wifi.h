#pragma once
#include <stdbool.h>
#include <stdint.h>

#include "c_types.h"

// The SDK's own functions for WiFi that libraries call past the Arduino API: user_interface.h has
// them on the chip.

#define STATION_IF 0
#define SOFTAP_IF 1

#define NULL_MODE 0
#define STATION_MODE 1
#define SOFTAP_MODE 2
#define STATIONAP_MODE 3

#ifndef ETS_UART_INTR_DISABLE
#define ETS_UART_INTR_DISABLE() ((void)0)
#define ETS_UART_INTR_ENABLE() ((void)0)
#endif

typedef enum {
  AUTH_OPEN = 0,
  AUTH_WEP,
  AUTH_WPA_PSK,
  AUTH_WPA2_PSK,
  AUTH_WPA_WPA2_PSK,
  AUTH_MAX
} AUTH_MODE;

typedef enum {
  STATION_IDLE = 0,
  STATION_CONNECTING,
  STATION_WRONG_PASSWORD,
  STATION_NO_AP_FOUND,
  STATION_CONNECT_FAIL,
  STATION_GOT_IP
} station_status_t;

typedef enum { WIFI_COUNTRY_POLICY_AUTO, WIFI_COUNTRY_POLICY_MANUAL } WIFI_COUNTRY_POLICY;

typedef struct {
  char cc[3];
  uint8_t schan;
  uint8_t nchan;
  uint8_t policy;
} wifi_country_t;

struct station_config {
  uint8_t ssid[32];
  uint8_t password[64];
  uint8_t bssid_set;
  uint8_t bssid[6];
};

struct softap_config {
  uint8_t ssid[32];
  uint8_t password[64];
  uint8_t ssid_len;
  uint8_t channel;
  AUTH_MODE authmode;
  uint8_t ssid_hidden;
  uint8_t max_connection;
  uint16_t beacon_interval;
};

struct ip4_addr {
  uint32_t addr;
};

struct ip_info {
  struct ip4_addr ip;
  struct ip4_addr netmask;
  struct ip4_addr gw;
};

#ifdef __cplusplus
extern "C" {
#endif
uint8_t wifi_get_opmode(void);
uint8_t wifi_get_opmode_default(void);
bool wifi_set_opmode(uint8_t mode);
bool wifi_set_opmode_current(uint8_t mode);
bool wifi_station_connect(void);
bool wifi_station_disconnect(void);
station_status_t wifi_station_get_connect_status(void);
bool wifi_station_get_config(struct station_config* into);
bool wifi_station_get_config_default(struct station_config* into);
bool wifi_station_set_config(struct station_config* from);
bool wifi_station_set_config_current(struct station_config* from);
int8_t wifi_station_get_rssi(void);
bool wifi_station_set_reconnect_policy(bool set);
bool wifi_station_set_auto_connect(uint8_t set);
uint8_t wifi_station_get_auto_connect(void);
bool wifi_station_dhcpc_start(void);
bool wifi_station_dhcpc_stop(void);
bool wifi_station_set_hostname(char* name);
char* wifi_station_get_hostname(void);
bool wifi_softap_get_config(struct softap_config* into);
uint8_t wifi_softap_get_station_num(void);
bool wifi_get_ip_info(uint8_t interface, struct ip_info* into);
bool wifi_get_macaddr(uint8_t interface, uint8_t* into);
uint8_t wifi_get_channel(void);
bool wifi_set_channel(uint8_t channel);
bool wifi_get_country(wifi_country_t* into);
bool wifi_set_country(wifi_country_t* from);
enum sleep_type { NONE_SLEEP_T = 0, LIGHT_SLEEP_T, MODEM_SLEEP_T };
bool wifi_set_sleep_type(int type);
void wifi_fpm_open(void);
void wifi_fpm_close(void);
void wifi_fpm_set_sleep_type(int type);
int8_t wifi_fpm_do_sleep(uint32_t micros);
void wifi_fpm_do_wakeup(void);
void system_print_meminfo(void);
#ifdef __cplusplus
}
#endif
