#pragma once
#include <stdbool.h>
#include <stdint.h>
#include <time.h>

#ifdef __cplusplus
extern "C" {
#endif
void sntp_init(void);
void sntp_stop(void);
bool sntp_enabled(void);
void sntp_setservername(unsigned char index, const char* name);
const char* sntp_getservername(unsigned char index);
uint32_t sntp_get_current_timestamp(void);
char* sntp_get_real_time(time_t time);
bool sntp_set_timezone(int8_t hours);
bool sntp_set_timezone_in_seconds(int32_t seconds);
/// How often it asks, and how long after the start it asks first. A sketch may have its own.
uint32_t sntp_update_delay_MS_rfc_not_less_than_15000(void);
uint32_t sntp_startup_delay_MS_rfc_not_less_than_60000(void);
#ifdef __cplusplus
}
#endif
