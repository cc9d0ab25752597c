#include "host_net.h"

#include <string.h>

#include "host.h"

namespace host {

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

struct Handlers {
  Handlers() { onEvent(LOOKED_UP, lookedUp); }
} handlers;

}  // namespace

uint32_t freshNumber() {
  static uint32_t last = 0;
  return ++last;
}

Ip lookup(const char* name, uint32_t timeoutMillis) {
  Wanted mine{freshNumber(), false, 0, wanted};
  wanted = &mine;
  tell(Out(LOOKUP).u32(mine.number).text(name));
  waitUntil(
      now() + timeoutMillis * MILLISECOND,
      [](void* of) { return static_cast<Wanted*>(of)->over; }, &mine);
  Wanted** link = &wanted;
  while (*link != &mine) {
    link = &(*link)->next;
  }
  *link = mine.next;
  return mine.found;
}

}  // namespace host
