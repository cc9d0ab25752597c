#include "alarms.h"

#include <string.h>

#include "heap.h"

namespace tgsim {

uint32_t Alarms::add(uint64_t at, void (*what)(void*), void* of, uint32_t number) {
  if (count_ == room_) {
    room_ = room_ == 0 ? 32 : 2 * room_;
    Alarm* more = static_cast<Alarm*>(rawAlloc(room_ * sizeof(Alarm)));
    if (count_ > 0) {
      memcpy(more, alarms_, count_ * sizeof(Alarm));
    }
    rawFree(alarms_);
    alarms_ = more;
  }
  uint32_t place = count_++;
  while (place > 0 && alarms_[place - 1].at <= at) {
    alarms_[place] = alarms_[place - 1];
    place--;
  }
  alarms_[place] = {at, what, of, number};
  return number;
}

bool Alarms::cancel(uint32_t number) {
  for (uint32_t i = 0; i < count_; i++) {
    if (alarms_[i].number == number) {
      count_--;
      memmove(alarms_ + i, alarms_ + i + 1, (count_ - i) * sizeof(Alarm));
      return true;
    }
  }
  return false;
}

}  // namespace tgsim
