#pragma once
#include <stdint.h>
#include <string.h>

#include <functional>

#include "Arduino.h"
#include "Schedule.h"
#include "osapi.h"

/// Calls after a time, once or again and again. Those of attach() and once() come from the system
/// while the sketch yields: they must not wait. Those that are scheduled come after loop().
class Ticker {
 public:
  using callback_function_t = std::function<void()>;
  using callback_with_arg_t = void (*)(void*);

  Ticker() = default;
  ~Ticker() { detach(); }
  Ticker(const Ticker&) = delete;
  Ticker& operator=(const Ticker&) = delete;

  void attach(float seconds, callback_function_t callback) {
    start(millisOf(seconds), true, std::move(callback));
  }
  void attach_ms(uint32_t millis, callback_function_t callback) {
    start(millis, true, std::move(callback));
  }
  void once(float seconds, callback_function_t callback) {
    start(millisOf(seconds), false, std::move(callback));
  }
  void once_ms(uint32_t millis, callback_function_t callback) {
    start(millis, false, std::move(callback));
  }

  void attach_scheduled(float seconds, callback_function_t callback) {
    attach_ms_scheduled(millisOf(seconds), std::move(callback));
  }
  void attach_ms_scheduled(uint32_t millis, callback_function_t callback) {
    start(millis, true, [callback] { schedule_function(callback); });
  }
  void attach_ms_scheduled_accurate(uint32_t millis, callback_function_t callback) {
    start(millis, true, [callback] {
      schedule_recurrent_function_us(
          [callback] {
            callback();
            return false;
          },
          0);
    });
  }
  void once_scheduled(float seconds, callback_function_t callback) {
    once_ms_scheduled(millisOf(seconds), std::move(callback));
  }
  void once_ms_scheduled(uint32_t millis, callback_function_t callback) {
    start(millis, false, [callback] { schedule_function(callback); });
  }

  /// With something that the function gets; nothing larger than a pointer.
  template <class Function, class Argument>
  void attach(float seconds, Function function, Argument argument) {
    attach_ms(millisOf(seconds), bound(function, argument));
  }
  template <class Function, class Argument>
  void attach_ms(uint32_t millis, Function function, Argument argument) {
    attach_ms(millis, bound(function, argument));
  }
  template <class Function, class Argument>
  void once(float seconds, Function function, Argument argument) {
    once_ms(millisOf(seconds), bound(function, argument));
  }
  template <class Function, class Argument>
  void once_ms(uint32_t millis, Function function, Argument argument) {
    once_ms(millis, bound(function, argument));
  }

  void detach();
  bool active() const { return active_; }
  explicit operator bool() const { return active(); }

 private:
  static uint32_t millisOf(float seconds) { return static_cast<uint32_t>(seconds * 1000); }

  template <class Function, class Argument>
  static callback_function_t bound(Function function, Argument argument) {
    static_assert(sizeof(Argument) <= sizeof(void*), "an argument has the size of a pointer");
    return [function, argument] { function(argument); };
  }

  void start(uint32_t millis, bool again, callback_function_t callback);
  static void due(void* of);

  os_timer_t timer_ = {};
  callback_function_t callback_;
  bool active_ = false;
  bool again_ = false;
};
