#include "host_net.h"

#include <string.h>

#include "IPAddress.h"
#include "host.h"

namespace tgsim {

namespace {

struct Wanted {
  uint32_t number;
  bool over;
  Ip found;
  Wanted* next;
};

Wanted* wanted = nullptr;

/// One that nobody waits for.
struct Asked {
  uint32_t number;
  void (*done)(void*, Ip);
  void* of;
  Asked* next;
};

Asked* asked = nullptr;

/// Takes it out of the list; null when it is not there.
Asked* takeAsked(uint32_t number) {
  Asked** link = &asked;
  while (*link != nullptr && (*link)->number != number) {
    link = &(*link)->next;
  }
  Asked* mine = *link;
  if (mine != nullptr) {
    *link = mine->next;
  }
  return mine;
}

void lookedUp(In& in) {
  uint32_t number = in.u32();
  Ip found = in.u32();
  if (Asked* mine = takeAsked(number)) {
    mine->done(mine->of, found);
    rawFree(mine);
    return;
  }
  for (Wanted* each = wanted; each != nullptr; each = each->next) {
    if (each->number == number) {
      each->found = found;
      each->over = true;
    }
  }
}

struct NameHandlers {
  NameHandlers() { onEvent(LOOKED_UP, lookedUp); }
} nameHandlers;

}  // namespace

uint32_t freshNumber() {
  static uint32_t last = 0;
  return ++last;
}

uint32_t askName(const char* name, uint16_t forPort, void (*done)(void*, Ip), void* of) {
  Asked* mine = static_cast<Asked*>(rawAlloc(sizeof(Asked)));
  *mine = {freshNumber(), done, of, asked};
  asked = mine;
  uint32_t number = mine->number;
  tell(Out(LOOKUP).u32(number).text(name).u16(forPort));
  return number;
}

void forgetName(uint32_t number) { rawFree(takeAsked(number)); }

bool addressOf(const char* name, IPAddress& into, uint32_t timeoutMillis, uint16_t forPort) {
  if (into.fromString(name)) {
    return true;
  }
  Wanted mine{freshNumber(), false, 0, wanted};
  wanted = &mine;
  tell(Out(LOOKUP).u32(mine.number).text(name).u16(forPort));
  waitUntil(
      now() + timeoutMillis * MILLISECOND,
      [](void* of) { return static_cast<Wanted*>(of)->over; }, &mine);
  Wanted** link = &wanted;
  while (*link != &mine) {
    link = &(*link)->next;
  }
  *link = mine.next;
  if (mine.found != 0) {
    into = IPAddress(mine.found);
  }
  return mine.found != 0;
}

}  // namespace tgsim
