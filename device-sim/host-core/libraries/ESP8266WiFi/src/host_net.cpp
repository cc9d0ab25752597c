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

void lookedUp(In& in) {
  uint32_t number = in.u32();
  Ip found = in.u32();
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
