#pragma once
#include "host.h"

/// What the files of the runtime have among themselves.
namespace tgsim {

/// How often the processor's clock ticks until a program without calls is seen to compute.
#ifdef __SANITIZE_ADDRESS__
// It takes its time to say where something is wrong.
constexpr int TICKS_UNTIL_STUCK = 400;
#else
constexpr int TICKS_UNTIL_STUCK = 3;
#endif

/// Why the process hands over.
enum class Why : uint8_t { QUANTUM = 0, WAITS = 1, IDLE = 2 };

/// START and the first RUN; before anything of the sketch.
void begin();
void readStart();
/// A pass of loop() is over.
void endPass();

/// The world goes on to where this process is.
void catchUp();

/// Messages that have come and wait for their handlers.
void queueEvent(In&& message);
bool eventsWait();
void dispatchEvents();

/// Hooks, in the order in which they were registered.
void runEachYield();
void runEachLoop();
void runBeforeHandover();

/// While one of these lives, time passes.
struct Around {
  static void (*before)();
  static void (*after)();
  Around() {
    if (before != nullptr) {
      before();
    }
  }
  ~Around() {
    if (after != nullptr) {
      after();
    }
  }
};

/// Crashes of the process become the chip's; and time goes on for a program that only computes.
void watchSignals();
void onTick();

}  // namespace tgsim
