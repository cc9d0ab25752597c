#include <new>

#include "ESPAsyncTCP.h"
#include "host.h"
#include "host_conversation.h"
#include "host_door.h"
#include "lwip/tcpbase.h"

void AsyncServer::begin() {
  if (door_ == nullptr) {
    door_ = host::Door::open(port_, host::Door::MOST_WAITING);
    door_->watch(come, this);
  }
}

void AsyncServer::end() {
  if (door_ != nullptr) {
    host::cancel(turn_);
    turn_ = 0;
    door_->close();
    door_ = nullptr;
  }
}

uint8_t AsyncServer::status() { return door_ == nullptr ? CLOSED : LISTEN; }

void AsyncServer::come(void* of) {
  AsyncServer* mine = static_cast<AsyncServer*>(of);
  if (mine->turn_ == 0) {
    mine->turn_ = host::timer(host::now(), takeAll, mine);
  }
}

void AsyncServer::takeAll(void* of) {
  AsyncServer* mine = static_cast<AsyncServer*>(of);
  mine->turn_ = 0;
  while (mine->door_ != nullptr) {
    host::Socket* guest = mine->door_->next();
    if (guest == nullptr) {
      return;
    }
    AsyncClient* client = nullptr;
    if (mine->client_.call) {
      client = static_cast<AsyncClient*>(::operator new(sizeof(AsyncClient), std::nothrow));
    }
    if (client == nullptr) {
      guest->close();
      guest->disown();
      continue;
    }
    new (client) AsyncClient(host::Conversation::with(guest));
    client->setNoDelay(mine->noDelay_);
    mine->client_(client);
  }
}
