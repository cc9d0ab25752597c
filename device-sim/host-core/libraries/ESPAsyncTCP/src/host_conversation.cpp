#include "host_conversation.h"

#include <string.h>

#include "host.h"

namespace tgsim {

namespace {

/// lwIP looks after its connections so often.
constexpr uint64_t LWIP_TURN = 500 * MILLISECOND;
/// Its first call is repeated six times, every three seconds.
constexpr uint64_t CONNECT_PATIENCE = 18 * SECOND + LWIP_TURN;
constexpr err_t NO_SUCH_NAME = -55;

/// A packet and its bytes lie in one piece, with a zero at the end.
struct Packet {
  struct pbuf head;
  uint8_t bytes[TCP_MSS + 1];
};

}  // namespace

Conversation* Conversation::askingFor(const char* name, uint16_t port) {
  OwnMemory own;
  Conversation* fresh = new Conversation(ASKING_NAME, port);
  fresh->name_ = askName(name, port, found, fresh);
  return fresh;
}

Conversation* Conversation::dialing(Ip ip, uint16_t port) {
  OwnMemory own;
  Conversation* fresh = new Conversation(CONNECTING, port);
  fresh->speakBy(Socket::dial(ip, port));
  return fresh;
}

Conversation* Conversation::with(Socket* guest) {
  OwnMemory own;
  Conversation* fresh = new Conversation(OPEN, 0);
  fresh->speakBy(guest);
  fresh->pollLater();
  // it may have said something already
  fresh->soon();
  return fresh;
}

void Conversation::speakBy(Socket* socket) {
  socket_ = socket;
  socket_->watch(changed, this);
  if (phase_ == CONNECTING) {
    patience_ = timer(now() + CONNECT_PATIENCE, patienceOver, this);
  }
}

void Conversation::leave(bool gracefully) {
  owner_ = nullptr;
  cancel(turn_);
  cancel(poll_);
  cancel(patience_);
  if (name_ != 0) {
    forgetName(name_);
  }
  if (socket_ != nullptr) {
    socket_->watch(nullptr, nullptr);
    if (gracefully) {
      acknowledge(shown_);
      send();
      socket_->close();
    } else {
      socket_->abort();
    }
    socket_->disown();
    socket_ = nullptr;
  }
  if (!inside_) {
    calledBack();
  }
}

/// Nobody is in it any more.
void Conversation::calledBack() {
  inside_ = false;
  if (owner_ == nullptr) {
    OwnMemory own;
    delete this;
  }
}

// ---- when it is called ----

void Conversation::changed(void* of) { static_cast<Conversation*>(of)->soon(); }

void Conversation::found(void* of, Ip ip) {
  Conversation* mine = static_cast<Conversation*>(of);
  mine->name_ = 0;
  mine->answered_ = true;
  mine->ip_ = ip;
  mine->soon();
}

void Conversation::soon() {
  if (turn_ == 0) {
    turn_ = timer(now(), turnDue, this);
  }
}

void Conversation::turnDue(void* of) { static_cast<Conversation*>(of)->turn(); }

void Conversation::turn() {
  turn_ = 0;
  inside_ = true;
  if (owner_ != nullptr && phase_ == ASKING_NAME && answered_) {
    named();
  }
  if (owner_ != nullptr && phase_ == CONNECTING) {
    opened();
  }
  if (owner_ != nullptr && phase_ == OPEN) {
    hear();
  }
  send();
  calledBack();
}

void Conversation::named() {
  if (ip_ == 0) {
    owner_->fail(NO_SUCH_NAME);
    return;
  }
  phase_ = CONNECTING;
  speakBy(Socket::dial(ip_, port_));
}

void Conversation::opened() {
  if (!socket_->wasOpen()) {
    if (socket_->state() == Socket::CLOSED) {
      owner_->fail(socket_->end() == Socket::RESET ? ERR_RST : ERR_ABRT);
    }
    return;
  }
  phase_ = OPEN;
  cancel(patience_);
  patience_ = 0;
  pollLater();
  owner_->heardAt_ = static_cast<uint32_t>(now() / MILLISECOND);
  owner_->connected_(owner_);
}

void Conversation::hear() {
  uint32_t acknowledged = socket_->acknowledgedBytes();
  if (acknowledged != acknowledged_) {
    uint32_t more = acknowledged - acknowledged_;
    acknowledged_ = acknowledged;
    owner_->acknowledged(more);
  }
  while (owner_ != nullptr && socket_->available() > shown_) {
    uint8_t bytes[TCP_MSS + 1];
    size_t there = socket_->available() - shown_;
    size_t size = there < TCP_MSS ? there : TCP_MSS;
    memcpy(bytes, socket_->data() + shown_, size);
    bytes[size] = 0;
    shown_ += size;
    say(bytes, size, size == there);
  }
  if (owner_ != nullptr && socket_->state() == Socket::CLOSED) {
    over();
  }
}

void Conversation::say(const uint8_t* bytes, size_t size, bool last) {
  AsyncClient* client = owner_;
  client->heardAt_ = static_cast<uint32_t>(now() / MILLISECOND);
  client->acksNow_ = true;
  client->pushed_ = last;
  if (client->packet_.call) {
    Packet* packet = static_cast<Packet*>(rawAlloc(sizeof(Packet)));
    uint16_t length = static_cast<uint16_t>(size);
    packet->head = {};
    packet->head.payload = packet->bytes;
    packet->head.len = packet->head.tot_len = length;
    packet->head.flags = last ? PBUF_FLAG_PUSH : 0;
    packet->head.ref = 1;
    memcpy(packet->bytes, bytes, size + 1);
    client->packet_(client, &packet->head);
    return;
  }
  client->data_(client, const_cast<uint8_t*>(bytes), size);
  if (owner_ == nullptr) {
    return;
  }
  if (client->acksNow_) {
    acknowledge(size);
  } else {
    client->later_ += static_cast<uint32_t>(size);
  }
}

void Conversation::over() {
  switch (socket_->end()) {
    case Socket::ENDED:
      owner_->closeNow();
      break;
    case Socket::RESET:
      owner_->fail(ERR_RST);
      break;
    case Socket::LOST:
      owner_->fail(ERR_ABRT);
      break;
  }
}

void Conversation::pollLater() {
  poll_ = timer((now() / LWIP_TURN + 1) * LWIP_TURN, pollDue, this);
}

void Conversation::pollDue(void* of) { static_cast<Conversation*>(of)->polled(); }

void Conversation::polled() {
  inside_ = true;
  pollLater();
  owner_->polled();
  send();
  calledBack();
}

void Conversation::patienceOver(void* of) {
  Conversation* mine = static_cast<Conversation*>(of);
  mine->patience_ = 0;
  if (mine->socket_->wasOpen()) {
    return;
  }
  mine->inside_ = true;
  mine->owner_->fail(ERR_ABRT);
  mine->calledBack();
}

// ---- bytes ----

void Conversation::add(const char* data, size_t size) {
  memcpy(added_ + addedSize_, data, size);
  addedSize_ += size;
}

/// What was added goes out; what the socket takes, it has room for.
void Conversation::send() {
  if (addedSize_ > 0 && socket_ != nullptr && isOpen()) {
    size_t size = addedSize_;
    addedSize_ = 0;
    socket_->write(added_, size, 0);
  }
}

void Conversation::acknowledge(size_t size) {
  size_t count = size < shown_ ? size : shown_;
  shown_ -= count;
  socket_->consume(count);
}

void Conversation::freePacket(struct pbuf* packet) { rawFree(packet); }

}  // namespace tgsim
