#pragma once
#include <stdint.h>

namespace tgsim {

/// Calls that are due at times, the earliest first; of equal ones the first that was made.
class Alarms {
 public:
  struct Alarm {
    uint64_t at;
    void (*what)(void*);
    void* of;
    uint32_t number;
  };

  uint32_t add(uint64_t at, void (*what)(void*), void* of, uint32_t number);
  bool cancel(uint32_t number);
  /// When the next is due; ~0 if there is none.
  uint64_t next() const { return count_ == 0 ? ~0ull : alarms_[count_ - 1].at; }
  Alarm take() { return alarms_[--count_]; }

 private:
  // the earliest at the end
  Alarm* alarms_ = nullptr;
  uint32_t count_ = 0;
  uint32_t room_ = 0;
};

}  // namespace tgsim
