#include "alarms.h"
#include "turn.h"

namespace tgsim {

volatile int Inside::depth_ = 0;

namespace {

constexpr uint64_t MOST_AHEAD = MILLISECOND;
constexpr uint64_t MOST_EXACT = 20 * MILLISECOND;
constexpr uint8_t FIRST_OF_PERIPHERALS = 32;
/// What a yield costs a chip that has nothing else to do.
constexpr uint64_t YIELD_COST = 2 * MICROSECOND;
/// Host time is worth more than the chip's: it computes faster.
constexpr uint64_t TICK_WORTH = 160 * MILLISECOND;
/// Of an idle sketch's time, a pass takes so small a part, and no more than this.
constexpr uint64_t IDLE_PART = 16;
constexpr uint64_t MOST_IDLE_PASS = 500 * MICROSECOND;
constexpr int TICKS_UNTIL_LOST = 100;

// ---- the clock ----
uint64_t now_ = 0;
uint64_t until_ = 0;
uint64_t ranAt_ = 0;
/// When something last passed between the sketch and its surroundings.
uint64_t actedAt_ = 0;
/// The next time at which more is to be done than counting.
uint64_t stop_ = 0;

// ---- who runs ----
Context context_ = Context::SKETCH;
bool interruptsOff_ = false;
bool handingOver_ = false;
Alarms interrupts_;
Alarms timers_;
uint32_t numbers_ = 0;

// ---- the watchdog ----
uint64_t fedAt_ = 0;
uint64_t yieldedAt_ = 0;
uint64_t soft_ = 0;
uint64_t hard_ = 0;
bool softOn_ = true;

// ---- computing without a call ----
volatile uint32_t calls_ = 0;
uint32_t callsSeen_ = 0;
int quietTicks_ = 0;

class As {
 public:
  explicit As(Context context) : before_(context_) { context_ = context; }
  ~As() { context_ = before_; }

 private:
  Context before_;
};

uint64_t earlier(uint64_t a, uint64_t b) { return a < b ? a : b; }

bool mayInterrupt() { return !interruptsOff_ && context_ != Context::INTERRUPT; }

uint64_t bites() {
  bool softly = softOn_ && soft_ != 0 && !interruptsOff_;
  uint64_t after = softly ? soft_ : hard_;
  return after == 0 ? NEVER : fedAt_ + after;
}

/// With interrupts off it may run on for a while: what has to be exact is done so, and must not be
/// torn apart by a world that has gone on meanwhile.
uint64_t handsOver() { return until_ + (interruptsOff_ ? MOST_EXACT : 0) + 1; }

void findStop() {
  stop_ = earlier(handsOver(), bites());
  if (mayInterrupt()) {
    stop_ = eventsWait() ? 0 : earlier(stop_, interrupts_.next());
  }
}

void watch() {
  if (now_ < bites()) {
    return;
  }
  bool softly = softOn_ && soft_ != 0 && !interruptsOff_;
  die(softly ? How::SOFT_WATCHDOG : How::HARD_WATCHDOG, "");
}

void run(In& message) {
  ranAt_ = message.u64();
  until_ = message.u64();
  now_ = ranAt_ > now_ ? ranAt_ : now_;
}

bool isAhead() { return now_ > ranAt_ + MOST_AHEAD; }

void exchange(uint64_t wake, Why why) {
  uint64_t before = now_;
  sendFrame(Out(YIELD).u64(now_).u64(wake).u8(static_cast<uint8_t>(why)));
  for (;;) {
    In message = receiveFrame();
    if (message.kind() == RUN) {
      run(message);
      break;
    }
    queueEvent(static_cast<In&&>(message));
  }
  // That the world went on without us is not the sketch's fault.
  fedAt_ += now_ - before;
}

/// Comes back without having waited when the world had first to come to where we are; what has
/// gathered is told then, not before its time.
void handOver(uint64_t wake, Why why) {
  if (handingOver_) {
    return;
  }
  handingOver_ = true;
  if (isAhead()) {
    exchange(now_, Why::QUANTUM);
    runBeforeHandover();
  } else {
    runBeforeHandover();
    exchange(wake, why);
  }
  handingOver_ = false;
}

void runInterrupts(uint64_t target) {
  while (mayInterrupt() && interrupts_.next() <= target) {
    Alarms::Alarm alarm = interrupts_.take();
    now_ = alarm.at > now_ ? alarm.at : now_;
    As interrupt(Context::INTERRUPT);
    actedAt_ = now_;
    alarm.what(alarm.of);
  }
}

void events() {
  if (mayInterrupt() && eventsWait()) {
    As interrupt(Context::INTERRUPT);
    actedAt_ = now_;
    dispatchEvents();
  }
}

/// The clock goes on, with all that lies on the way.
void pass(uint64_t target) {
  events();
  runInterrupts(target);
  now_ = target > now_ ? target : now_;
  watch();
  if (now_ >= handsOver()) {
    handOver(now_, Why::QUANTUM);
  }
  events();
  findStop();
}

void systemTurn() {
  As system(Context::SYSTEM);
  // A timer that sets itself again for now has its turn the next time.
  uint64_t due = now_;
  uint32_t last = numbers_;
  while (timers_.next() <= due) {
    Alarms::Alarm timer = timers_.take();
    if (timer.number > last) {
      timers_.add(timer.at, timer.what, timer.of, timer.number);
      break;
    }
    timer.what(timer.of);
  }
}

/// Everything that has its turn when the sketch lets others: at a yield and while it waits.
void others() {
  fedAt_ = now_;
  events();
  systemTurn();
  runEachYield();
  fedAt_ = yieldedAt_ = now_;
  findStop();
}

/// Nobody is told the future: what lies more than a little ahead waits until it is now.
void synchronise() {
  if (isAhead()) {
    handOver(now_, Why::QUANTUM);
    findStop();
  }
}

}  // namespace

uint64_t now() { return now_; }
uint64_t micros() { return start().startMicros + now_ / MICROSECOND; }
Context context() { return context_; }
uint64_t sinceYield() { return now_ - yieldedAt_; }

void begin() {
  readStart();
  heapLimit(start().heapLimit);
  In message = receiveFrame();
  while (message.kind() != RUN) {
    queueEvent(static_cast<In&&>(message));
    message = receiveFrame();
  }
  run(message);
  fedAt_ = now_;
  findStop();
}

void spend(uint64_t nanos) {
  calls_ = calls_ + 1;
  Around around;
  uint64_t target = now_ + nanos;
  if (target < stop_) {
    now_ = target;
    return;
  }
  Inside inside;
  pass(target);
}

void yieldNow() {
  spend(YIELD_COST);
  if (context_ == Context::SKETCH) {
    others();
  }
}

void attend() { actedAt_ = now_; }

void endPass() {
  // A loop that only looks at the clock would be most of what the simulator does: the longer nothing
  // happens, the more a pass takes, and is late by a little of that time at most.
  uint64_t quiet = now_ < actedAt_ ? 0 : (now_ - actedAt_) / IDLE_PART;
  spend(quiet < start().passNanos ? start().passNanos : earlier(quiet, MOST_IDLE_PASS));
  runEachLoop();
  others();
}

bool waitUntil(uint64_t nanos, bool (*done)(void*), void* of) {
  calls_ = calls_ + 1;
  Around around;
  for (;;) {
    if (context_ == Context::SKETCH) {
      others();
    }
    if (done != nullptr && done(of)) {
      return true;
    }
    if (now_ >= nanos || context_ != Context::SKETCH) {
      return done == nullptr && now_ >= nanos;
    }
    Inside inside;
    // Who waits does not go round for nothing.
    actedAt_ = nanos;
    uint64_t next = earlier(nanos, earlier(timers_.next(), interrupts_.next()));
    next = next > now_ ? next : now_ + MICROSECOND;
    if (next <= until_) {
      fedAt_ = next;
      pass(next);
    } else {
      handOver(next, Why::WAITS);
      findStop();
    }
  }
}

bool interruptsOff(bool off) {
  bool before = interruptsOff_;
  interruptsOff_ = off;
  findStop();
  if (before && !off) {
    spend(0);
  }
  return before;
}

bool interruptsAreOff() { return interruptsOff_; }

uint32_t at(uint64_t nanos, void (*what)(void*), void* of) {
  Inside inside;
  interrupts_.add(nanos, what, of, ++numbers_);
  findStop();
  return numbers_;
}

uint32_t timer(uint64_t nanos, void (*what)(void*), void* of) {
  Inside inside;
  return timers_.add(nanos, what, of, ++numbers_);
}

void soon(void (*what)(void*), void* of) { timer(now_, what, of); }

void cancel(uint32_t number) {
  Inside inside;
  if (number != 0 && !interrupts_.cancel(number)) {
    timers_.cancel(number);
  }
}

void tellTimed(const Out& message) {
  Inside inside;
  actedAt_ = now_;
  sendFrame(message);
}

void tell(const Out& message) {
  Inside inside;
  synchronise();
  actedAt_ = now_;
  sendFrame(message);
  if (message.kind() >= FIRST_OF_PERIPHERALS) {
    expectMore();
  }
}

void expectMore() {
  Inside inside;
  until_ = earlier(until_, now_ + MOST_AHEAD);
  findStop();
}

In ask(const Out& message) {
  Inside inside;
  synchronise();
  return askTimed(message);
}

In askTimed(const Out& message) {
  Inside inside;
  actedAt_ = now_;
  runBeforeHandover();
  sendFrame(message);
  In answer = receiveFrame();
  if (answer.kind() != ANSWER) {
    die(How::ABORT, "the simulator did not answer");
  }
  return answer;
}

void watchdog(uint64_t softNanos, uint64_t hardNanos) {
  soft_ = softNanos;
  hard_ = hardNanos;
  feedWatchdog();
}

void catchUp() {
  if (!handingOver_) {
    synchronise();
  }
}

void softWatchdog(bool on) {
  softOn_ = on;
  feedWatchdog();
}

void feedWatchdog() {
  fedAt_ = now_;
  findStop();
}

void onTick() {
  if (calls_ != callsSeen_) {
    callsSeen_ = calls_;
    quietTicks_ = 0;
    return;
  }
  quietTicks_++;
  if (Inside::anywhere()) {
    if (context_ == Context::INTERRUPT && quietTicks_ > TICKS_UNTIL_LOST) {
      die(How::HARD_WATCHDOG, "an interrupt that does not end");
    }
    return;
  }
  if (quietTicks_ < TICKS_UNTIL_STUCK) {
    return;
  }
  Inside inside;
  uint64_t end = now_ + TICK_WORTH;
  while (now_ < end) {
    pass(earlier(end, earlier(stop_ > now_ ? stop_ : now_ + 1, handsOver())));
  }
}

}  // namespace tgsim
