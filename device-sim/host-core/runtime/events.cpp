#include <string.h>

#include <new>

#include "turn.h"

namespace tgsim {
namespace {

void (*handlers_[256])(In&);

In* waiting_ = nullptr;
uint32_t first_ = 0;
uint32_t count_ = 0;
uint32_t room_ = 0;

/// A fixed list of calls. Registering is for good, so a sketch cannot fill it.
struct Hooks {
  static constexpr int MOST = 16;
  void (*what[MOST])();
  int count;
  bool running;

  void add(void (*hook)()) {
    if (count == MOST) {
      die(How::ABORT, "more than 16 hooks of a kind");
    }
    what[count++] = hook;
  }

  void run() {
    if (running) {
      return;
    }
    running = true;
    for (int i = 0; i < count; i++) {
      what[i]();
    }
    running = false;
  }
};

Hooks eachYield_;
Hooks eachLoop_;
Hooks beforeHandover_;
bool networkUp_ = false;

}  // namespace

void (*Around::before)() = nullptr;
void (*Around::after)() = nullptr;

void aroundTime(void (*before)(), void (*after)()) {
  Around::before = before;
  Around::after = after;
}

void onEvent(uint8_t kind, void (*handler)(In&)) { handlers_[kind] = handler; }

void queueEvent(In&& message) {
  if (count_ == room_) {
    uint32_t room = room_ == 0 ? 64 : 2 * room_;
    In* more = static_cast<In*>(rawAlloc(room * sizeof(In)));
    for (uint32_t i = 0; i < room; i++) {
      new (&more[i]) In();
      if (i < count_) {
        more[i] = static_cast<In&&>(waiting_[(first_ + i) % room_]);
      }
    }
    rawFree(waiting_);
    waiting_ = more;
    first_ = 0;
    room_ = room;
  }
  waiting_[(first_ + count_++) % room_] = static_cast<In&&>(message);
}

bool eventsWait() { return count_ > 0; }

void dispatchEvents() {
  while (count_ > 0) {
    In message = static_cast<In&&>(waiting_[first_]);
    first_ = (first_ + 1) % room_;
    count_--;
    if (handlers_[message.kind()] != nullptr) {
      handlers_[message.kind()](message);
    }
  }
}

void eachYield(void (*what)()) { eachYield_.add(what); }
void eachLoop(void (*what)()) { eachLoop_.add(what); }
void beforeHandover(void (*what)()) { beforeHandover_.add(what); }

void runEachYield() { eachYield_.run(); }
void runEachLoop() { eachLoop_.run(); }
void runBeforeHandover() { beforeHandover_.run(); }

void networkUp(bool up) { networkUp_ = up; }
bool networkIsUp() { return networkUp_; }

void note(const char* text) {
  constexpr int MOST = 64;
  static const char* said[MOST];
  static int count = 0;
  for (int i = 0; i < count; i++) {
    if (said[i] == text || strcmp(said[i], text) == 0) {
      return;
    }
  }
  if (count < MOST) {
    said[count++] = text;
    tell(Out(NOTE).text(text));
  }
}

}  // namespace tgsim
