#include "host_pins.h"

#include "host.h"

namespace tgsim {
namespace pins {
namespace {

struct Change {
  uint64_t at;
  Drive drive;
};

/// What the sketch has done that is not told yet.
struct Done {
  uint64_t at;
  uint8_t pin;
  Drive drive;
};

struct Pin;

/// Who is called with some of its edges.
struct Watch {
  Pin* pin = nullptr;
  uint8_t edges = NO_EDGE;
  uint8_t seen = NO_EDGE;
  bool still = false;
  void (*what)(void*) = nullptr;
  void* of = nullptr;
  uint32_t alarm = 0;
};

struct Pin {
  Drive own = Drive::FLOATING;
  // what devices do: now, and then
  Drive devices = Drive::FLOATING;
  Change* changes = nullptr;
  uint32_t next = 0;
  uint32_t count = 0;
  uint32_t room = 0;
  /// Devices answer what the sketch does; `stale`: it has done something since it last looked.
  bool answers = false;
  bool stale = false;
  bool high = false;
  uint64_t changedAt = 0;
  Watch watches[WATCHES];
  // pulses of the hardware
  uint64_t period = 0;
  uint64_t pulse = 0;
  uint64_t began = 0;
};

constexpr uint32_t MOST_DONE = 256;
constexpr uint64_t LOOK_AGAIN = 100 * MICROSECOND;
constexpr uint64_t LEVEL_AGAIN = 10 * MICROSECOND;
constexpr uint64_t LONGEST_BUSY = 5 * MILLISECOND;
/// What getting into an interrupt and out of it costs.
constexpr uint64_t INTERRUPT_NANOS = 3 * MICROSECOND;
/// A converter with nothing at its input picks up what is in the air.
constexpr uint32_t AIR = 60;

Pin pins_[MOST];
Done done_[MOST_DONE];
uint32_t doneCount_ = 0;

int strength(Drive drive) {
  switch (drive) {
    case Drive::GROUND: return 4;
    case Drive::SUPPLY: return 3;
    case Drive::PULLED_UP: return 2;
    case Drive::PULLED_DOWN: return 1;
    default: return 0;
  }
}

void level(Pin& pin, uint64_t at) {
  Drive drive = strength(pin.own) >= strength(pin.devices) ? pin.own : pin.devices;
  bool high = pin.high;
  if (drive != Drive::FLOATING) {
    high = drive == Drive::SUPPLY || drive == Drive::PULLED_UP;
  }
  if (high != pin.high) {
    pin.high = high;
    pin.changedAt = at;
    for (Watch& watch : pin.watches) {
      watch.seen |= high ? RISES : FALLS;
    }
  }
}

/// What devices have done until now.
void settle(Pin& pin) {
  while (pin.next < pin.count && pin.changes[pin.next].at <= now()) {
    pin.devices = pin.changes[pin.next].drive;
    level(pin, pin.changes[pin.next].at);
    pin.next++;
  }
}

void tellDone() {
  if (doneCount_ == 0) {
    return;
  }
  Out message(PIN_DRIVE);
  message.u16(static_cast<uint16_t>(doneCount_));
  for (uint32_t i = 0; i < doneCount_; i++) {
    message.u64(done_[i].at).u8(done_[i].pin).u8(static_cast<uint8_t>(done_[i].drive));
  }
  doneCount_ = 0;
  tellTimed(message);
}

void note(uint8_t pin, Drive drive) {
  static bool told = false;
  if (!told) {
    told = true;
    beforeHandover(tellDone);
  }
  if (doneCount_ == 0) {
    // it is told when the world is here; one that never waits would run on for long
    expectMore();
  }
  done_[doneCount_++] = {now(), pin, drive};
  if (doneCount_ == MOST_DONE) {
    tellDone();
  }
}

void readPlan(Pin& pin, In& in) {
  pin.devices = static_cast<Drive>(in.u8());
  pin.count = in.u16();
  pin.next = 0;
  if (pin.count > pin.room) {
    rawFree(pin.changes);
    pin.room = pin.count;
    pin.changes = static_cast<Change*>(rawAlloc(pin.room * sizeof(Change)));
  }
  for (uint32_t i = 0; i < pin.count; i++) {
    pin.changes[i].at = in.u64();
    pin.changes[i].drive = static_cast<Drive>(in.u8());
  }
  level(pin, now());
  settle(pin);
}

void look(uint8_t number) {
  Pin& pin = pins_[number];
  if (pin.answers && pin.stale) {
    In plan = askTimed(Out(PIN_LOOK).u64(now()).u8(number));
    pin.stale = false;
    readPlan(pin, plan);
  } else {
    settle(pin);
  }
}

void onAlarm(void* of);

bool atLevel(const Watch& watch) {
  return watch.pin->high ? (watch.edges & IS_HIGH) != 0 : (watch.edges & IS_LOW) != 0;
}

/// An interrupt at the next edge; at once where there was one.
void schedule(Watch& watch) {
  cancel(watch.alarm);
  watch.alarm = 0;
  if (watch.edges == NO_EDGE) {
    return;
  }
  const Pin& pin = *watch.pin;
  if ((watch.seen & watch.edges) != 0) {
    watch.alarm = at(now(), onAlarm, &watch);
  } else if (atLevel(watch)) {
    watch.alarm = at(now() + LEVEL_AGAIN, onAlarm, &watch);
  } else if (pin.next < pin.count) {
    watch.alarm = at(pin.changes[pin.next].at, onAlarm, &watch);
  }
}

void schedule(Pin& pin) {
  for (Watch& watch : pin.watches) {
    schedule(watch);
  }
}

bool isWatched(const Pin& pin) {
  for (const Watch& watch : pin.watches) {
    if (watch.edges != NO_EDGE) {
      return true;
    }
  }
  return false;
}

void onAlarm(void* of) {
  Watch& watch = *static_cast<Watch*>(of);
  Pin& pin = *watch.pin;
  watch.alarm = 0;
  settle(pin);
  uint8_t seen = watch.seen & watch.edges;
  watch.seen = NO_EDGE;
  bool there = !watch.still || (seen & (pin.high ? RISES : FALLS)) != 0;
  if (watch.what != nullptr && ((seen != NO_EDGE && there) || atLevel(watch))) {
    spend(INTERRUPT_NANOS);
    watch.what(watch.of);
  }
  schedule(watch);
}

void onDevices(In& in) {
  uint8_t number = in.u8();
  if (number >= MOST) {
    return;
  }
  Pin& pin = pins_[number];
  settle(pin);
  pin.answers = in.boolean();
  readPlan(pin, in);
  schedule(pin);
}

__attribute__((constructor(103))) void beginPins() { onEvent(PIN_DEVICES, onDevices); }

}  // namespace

void drive(uint8_t number, Drive drive) {
  if (number >= MOST || pins_[number].own == drive) {
    return;
  }
  Inside inside;
  Pin& pin = pins_[number];
  settle(pin);
  pin.own = drive;
  pin.stale = true;
  note(number, drive);
  level(pin, now());
  if (isWatched(pin)) {
    look(number);
    schedule(pin);
  }
}

bool level(uint8_t number) {
  if (number >= MOST) {
    return false;
  }
  Inside inside;
  Pin& pin = pins_[number];
  if (pin.period > 0) {
    return (now() - pin.began) % pin.period < pin.pulse;
  }
  look(number);
  return pin.high;
}

uint64_t changedAt(uint8_t number) { return number < MOST ? pins_[number].changedAt : 0; }

bool await(uint8_t number, bool high, uint64_t until) {
  if (number >= MOST) {
    return false;
  }
  while (level(number) != high) {
    if (now() >= until) {
      return false;
    }
    Pin& pin = pins_[number];
    uint64_t next = now() + LOOK_AGAIN;
    if (pin.period > 0) {
      next = now() + MICROSECOND;
    } else if (pin.next < pin.count && pin.changes[pin.next].at < next) {
      next = pin.changes[pin.next].at;
    }
    next = next < until ? next : until;
    spend(next > now() ? next - now() : 1);
    if (context() == Context::SKETCH && sinceYield() > LONGEST_BUSY) {
      yieldNow();
    }
  }
  return true;
}

void interrupt(uint8_t number, uint8_t edges, bool still, void (*what)(void*), void* of,
               uint8_t which) {
  if (number >= MOST || which >= WATCHES) {
    return;
  }
  Inside inside;
  look(number);
  Watch& watch = pins_[number].watches[which];
  watch.pin = &pins_[number];
  watch.edges = edges;
  watch.still = still;
  watch.what = what;
  watch.of = of;
  watch.seen = NO_EDGE;
  schedule(watch);
}

void pulses(uint8_t number, uint64_t period, uint64_t high) {
  if (number >= MOST || (pins_[number].period == period && pins_[number].pulse == high)) {
    return;
  }
  Inside inside;
  Pin& pin = pins_[number];
  pin.period = period;
  pin.pulse = high;
  pin.began = now();
  tellDone();
  tellTimed(Out(PIN_PULSES).u64(now()).u8(number).u64(period).u64(high));
}

bool givesPulses(uint8_t number) { return number < MOST && pins_[number].period > 0; }

int analog(uint8_t number) {
  In answer = askTimed(Out(PIN_ANALOG).u64(now()).u8(number));
  int value = answer.i32();
  return value < 0 ? static_cast<int>(chance() % AIR) : value;
}

unsigned long pulseMicros(uint8_t pin, bool high, uint64_t timeoutMicros) {
  uint64_t until = now() + timeoutMicros * MICROSECOND;
  if (!await(pin, !high, until) || !await(pin, high, until)) {
    return 0;
  }
  uint64_t from = changedAt(pin);
  if (!await(pin, !high, until)) {
    return 0;
  }
  return static_cast<unsigned long>((changedAt(pin) - from) / MICROSECOND);
}

}  // namespace pins
}  // namespace tgsim
