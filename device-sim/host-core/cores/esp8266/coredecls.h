#pragma once
#include "core_esp8266_features.h"

#ifdef __cplusplus
#include <functional>

extern "C" {
#endif
bool can_yield(void);
void esp_yield(void);
void esp_suspend(void);
void esp_schedule(void);
void esp_delay(unsigned long millis);
void tune_timeshift64(uint64_t now_us);
void disable_extra4k_at_link_time(void);
uint32_t sqrt32(uint32_t n);
#ifdef __cplusplus
}

uint32_t crc32(const void* data, size_t length, uint32_t crc = 0xffffffff);

/// Waits in steps until `blocked` says false or the time is over.
template <class T>
inline void esp_delay(uint32_t millis, T&& blocked, uint32_t step) {
  uint32_t waited = 0;
  while (waited < millis && blocked()) {
    uint32_t part = millis - waited < step ? millis - waited : step;
    esp_delay(part);
    waited += part > 0 ? part : 1;
  }
}
template <class T>
inline void esp_delay(uint32_t millis, T&& blocked) {
  esp_delay(millis, static_cast<T&&>(blocked), 100);
}
/// True when the time since then is over; otherwise some of it has been waited.
bool esp_try_delay(uint32_t start_ms, uint32_t timeout_ms, uint32_t intvl_ms);

using TrivialCB = std::function<void()>;
using BoolCB = std::function<void(bool)>;
void settimeofday_cb(const BoolCB& cb);
void settimeofday_cb(const TrivialCB& cb);
#endif
