#include "host_door.h"

#include <stdio.h>
#include <string.h>

#include "host.h"

namespace tgsim {

namespace {

Door* firstDoor = nullptr;

constexpr size_t MOST_NOTE = 160;

void say(void* text) { note(static_cast<const char*>(text)); }

}  // namespace

struct DoorHandlers {
  DoorHandlers() {
    onEvent(TCP_LISTENING, Door::listening);
    onEvent(TCP_CAME, Door::came);
  }
};
static DoorHandlers doorHandlers;

void notePlace(const char* what, uint16_t port, const char* place, const char* words) {
  char* text = static_cast<char*>(rawAlloc(MOST_NOTE));
  if (place[0] != 0) {
    snprintf(text, MOST_NOTE, "%s port %u of this board is %s on this machine", what, port, place);
  } else {
    snprintf(text, MOST_NOTE, "%s port %u: %s", what, port, words);
  }
  soon(say, text);
}

Door::Door(uint16_t port, uint8_t most)
    : number_(freshNumber()), port_(port), most_(most), next_(firstDoor) {
  firstDoor = this;
}

Door* Door::open(uint16_t port, uint8_t most) {
  OwnMemory own;
  Door* fresh = new Door(port, most < 1 || most > MOST_WAITING ? MOST_WAITING : most);
  tell(Out(TCP_LISTEN).u32(fresh->number_).u16(port));
  return fresh;
}

void Door::close() {
  tell(Out(TCP_UNLISTEN).u32(number_));
  while (Socket* one = next()) {
    one->disown();
  }
  Door** link = &firstDoor;
  while (*link != this) {
    link = &(*link)->next_;
  }
  *link = next_;
  OwnMemory own;
  delete this;
}

Socket* Door::next() {
  if (count_ == 0) {
    return nullptr;
  }
  Socket* one = waiting_[0];
  count_--;
  memmove(waiting_, waiting_ + 1, static_cast<size_t>(count_) * sizeof waiting_[0]);
  return one;
}

void Door::watch(void (*changed)(void*), void* of) {
  watcher_ = changed;
  watched_ = of;
}

Door* Door::of(uint32_t number) {
  Door* each = firstDoor;
  while (each != nullptr && each->number_ != number) {
    each = each->next_;
  }
  return each;
}

void Door::listening(In& in) {
  Door* mine = of(in.u32());
  char place[64];
  char words[128];
  in.text(place, sizeof place);
  in.text(words, sizeof words);
  if (mine != nullptr && place[0] != 0) {
    notePlace("TCP", mine->port_, place, words);
  }
}

void Door::came(In& in) {
  Door* mine = of(in.u32());
  uint32_t number = in.u32();
  Ip ip = in.u32();
  uint16_t port = in.u16();
  if (mine == nullptr || mine->full()) {
    tell(Out(TCP_CLOSE).u32(number).u8(1));
    return;
  }
  mine->waiting_[mine->count_++] = Socket::guest(number, ip, port);
  if (mine->watcher_ != nullptr) {
    mine->watcher_(mine->watched_);
  }
}

}  // namespace tgsim
