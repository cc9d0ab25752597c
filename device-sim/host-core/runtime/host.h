#pragma once
#include <stdint.h>

#include "heap.h"
#include "wire.h"

/// What everything here that stands between a sketch and the simulator is built on. Sketches do not
/// see it.
namespace tgsim {

// ---- who and when ----

/// What the simulator said when it started this process.
struct Start {
  uint64_t seed;
  uint32_t chipId;
  uint8_t mac[6];
  /// As rst_info counts: 0 power, 1 hardware watchdog, 2 exception, 3 soft watchdog, 4 restart,
  /// 5 deep sleep, 6 reset button.
  uint8_t cause;
  /// Of an exception; 0 if the simulator does not say.
  uint32_t exccause;
  uint64_t startMicros;
  uint32_t heapLimit;
  uint32_t passNanos;
  const char* flashFolder;
  const char* hostname;
  /// A folder that is the memory card; empty: none is put in.
  const char* cardFolder;
};
const Start& start();

/// The RTC's user memory; what is written here must be told with RTC_WRITE.
constexpr uint32_t RTC_BYTES = 512;
uint8_t* rtc();

constexpr uint64_t MICROSECOND = 1000;
constexpr uint64_t MILLISECOND = 1000 * 1000;
constexpr uint64_t SECOND = 1000 * MILLISECOND;
constexpr uint64_t NEVER = ~0ull;

/// The chip's clock: nanoseconds since its reset.
uint64_t now();

/// What micros64() says.
uint64_t micros();

// ---- time passes ----

/// The chip is busy for so long. Interrupts and alarms that fall into it run.
void spend(uint64_t nanos);

/// What the sketch calls yield(): the watchdog is fed, timers and tasks run. For the sketch only:
/// elsewhere nothing happens.
void yieldNow();

/// Waits until then, or until `done(of)`; gives whether it is done. Meanwhile the watchdog is fed,
/// and events, timers and tasks have their turn. On behalf of an interrupt or a timer nobody can
/// wait: then it comes back at once.
bool waitUntil(uint64_t nanos, bool (*done)(void*) = nullptr, void* of = nullptr);

/// The sketch looks at what changes fast: its next passes of loop() are short. They grow, up to half
/// a millisecond, while nothing happens.
void attend();

/// Who runs: the sketch, a timer or task of the system, or an interrupt.
enum class Context : uint8_t { SKETCH, SYSTEM, INTERRUPT };
Context context();

/// How long ago the sketch last let others have their turn.
uint64_t sinceYield();

/// Interrupts are held back from now on; gives whether they were before. What was due meanwhile
/// runs when they are let again.
bool interruptsOff(bool off);
bool interruptsAreOff();

// ---- what comes later ----

/// Runs `what(of)` as an interrupt at that time of the chip's clock: also while the sketch is busy.
/// Gives a number for cancel(), never 0.
uint32_t at(uint64_t nanos, void (*what)(void*), void* of);

/// The same as a timer of the system: when the sketch yields or waits, then or later.
uint32_t timer(uint64_t nanos, void (*what)(void*), void* of);

/// Forgets one of these; nothing happens if it has run.
void cancel(uint32_t number);

/// Runs once as the system, at the next yield.
void soon(void (*what)(void*), void* of);

/// Runs as the sketch whenever it has yielded; eachLoop: after each pass of loop(). For good; at
/// most 16.
void eachYield(void (*what)());
void eachLoop(void (*what)());

/// Runs before the process hands over: what has gathered is told.
void beforeHandover(void (*what)());

/// Called before time passes, and after; for what a program does without a call.
void aroundTime(void (*before)(), void (*after)());

/// Chance, from the simulator's seed: the hardware's random register.
uint32_t chance();

// ---- the outside ----

/// Says something that needs no answer. It is told at most a millisecond ahead of its time.
void tell(const Out& message);

/// Says something and waits for the answer, in no time of the chip's.
In ask(const Out& message);

/// The same for messages that say themselves when it was: at once, however far ahead.
void tellTimed(const Out& message);
In askTimed(const Out& message);

/// Something may come of what was told, of which nobody knew when it was said how far the sketch
/// may run: it does not run far ahead after this.
void expectMore();

/// Who is called with the messages of one kind, between two steps of the sketch, as an interrupt.
void onEvent(uint8_t kind, void (*handler)(In&));

/// Whether there is a way to the network: said by the part that knows, asked by those that only need
/// to know whether there is one. Before anybody has said so there is none.
void networkUp(bool up);
bool networkIsUp();

/// Tells the user once what this part cannot do.
void note(const char* text);

// ---- the end ----

enum class How : uint8_t {
  SOFT_WATCHDOG = 1,
  HARD_WATCHDOG = 2,
  EXCEPTION = 3,
  RESTART = 4,
  RESET = 5,
  DEEP_SLEEP = 6,
  ABORT = 7,
};
/// The chip resets: this process ends.
[[noreturn]] void die(How how, const char* words, uint32_t cause = 0, uint64_t sleepMicros = 0);

/// How long the sketch may run without a yield, and without one while the first kind is off or held
/// back; 0 for ever. A core says it at its start.
void watchdog(uint64_t softNanos, uint64_t hardNanos);
void softWatchdog(bool on);
void feedWatchdog();

// ---- care ----

/// While one of these lives, nothing runs in between: neither time nor messages go on for a program
/// that only computes.
class Inside {
 public:
  Inside() { depth_ = depth_ + 1; }
  ~Inside() { depth_ = depth_ - 1; }
  Inside(const Inside&) = delete;
  Inside& operator=(const Inside&) = delete;
  static bool anywhere() { return depth_ != 0; }

 private:
  static volatile int depth_;
};

}  // namespace tgsim

/// What sketches never see is called so for short; `host` in a sketch is its own.
namespace host = tgsim;
