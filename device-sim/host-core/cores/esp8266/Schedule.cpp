#include "Schedule.h"

#include <list>
#include <numeric>

#include "Arduino.h"
#include "host.h"

namespace {

struct Recurrent {
  std::function<bool()> function;
  std::function<bool()> alarm;
  uint32_t every;
  uint64_t due;
};

// Made when first used: a sketch's own objects may schedule before these would be there.
std::list<std::function<void()>>& once() {
  static std::list<std::function<void()>>* list = new std::list<std::function<void()>>;
  return *list;
}

std::list<Recurrent>& recurrent() {
  static std::list<Recurrent>* list = new std::list<Recurrent>;
  return *list;
}

// Nothing is made for a sketch that schedules nothing.
bool usedOnce_ = false;
bool usedRecurrent_ = false;
bool running_ = false;

void afterLoop() {
  if (usedOnce_) {
    run_scheduled_functions();
  }
}

void afterYield() {
  if (usedRecurrent_) {
    run_scheduled_recurrent_functions();
  }
}

__attribute__((constructor(103))) void beginSchedule() {
  host::eachLoop(afterLoop);
  host::eachYield(afterYield);
}

}  // namespace

bool schedule_function(const std::function<void()>& function) {
  usedOnce_ = true;
  if (!function || once().size() >= SCHEDULED_FN_MAX_COUNT) {
    return false;
  }
  once().push_back(function);
  return true;
}

/// Those that are there now; what they schedule has its turn the next time.
void run_scheduled_functions() {
  for (size_t count = once().size(); count > 0; count--) {
    std::function<void()> function = std::move(once().front());
    once().pop_front();
    function();
    yield();
  }
}

bool schedule_recurrent_function_us(const std::function<bool()>& function, uint32_t repeat_us,
                                    const std::function<bool()>& alarm) {
  usedRecurrent_ = true;
  if (!function || recurrent().size() >= SCHEDULED_FN_MAX_COUNT) {
    return false;
  }
  recurrent().push_back({function, alarm, repeat_us, host::now() + repeat_us * 1000ull});
  return true;
}

void run_scheduled_recurrent_functions() {
  if (running_) {
    return;
  }
  running_ = true;
  size_t count = recurrent().size();
  for (auto each = recurrent().begin(); count > 0; count--) {
    bool wanted = each->alarm && each->alarm();
    if (!wanted && host::now() < each->due) {
      ++each;
      continue;
    }
    each->due = host::now() + each->every * 1000ull;
    if (each->function()) {
      ++each;
    } else {
      each = recurrent().erase(each);
    }
  }
  running_ = false;
}

uint32_t compute_scheduled_recurrent_grain() {
  uint32_t grain = 0;
  if (usedRecurrent_) {
    for (const Recurrent& each : recurrent()) {
      grain = std::gcd(grain, each.every / 1000);
    }
  }
  return grain;
}
