#include "host_socket.h"

#include <string.h>

#include "host.h"

namespace tgsim {

namespace {

constexpr uint64_t COST_OF_WRITE = 100 * MICROSECOND;
constexpr uint16_t FIRST_LOCAL_PORT = 49152;
constexpr uint8_t GRACEFULLY = 0;
constexpr uint8_t AT_ONCE = 1;

Socket* first = nullptr;
uint16_t localPorts = 0;

}  // namespace

struct SocketHandlers {
  SocketHandlers() {
    onEvent(TCP_STATE, Socket::stateCame);
    onEvent(TCP_DATA, Socket::dataCame);
    onEvent(TCP_ROOM, Socket::roomCame);
    onEvent(TLS_DONE, Socket::tlsCame);
    beforeHandover(Socket::tellRead);
  }
};
static SocketHandlers socketHandlers;

Socket::Socket(uint32_t number, Ip ip, uint16_t port, State state)
    : number_(number),
      ip_(ip),
      port_(port),
      localPort_(static_cast<uint16_t>(FIRST_LOCAL_PORT + localPorts++ % 16384)),
      state_(state),
      wasOpen_(state == ESTABLISHED),
      next_(first) {
  first = this;
}

Socket::~Socket() {
  Socket** link = &first;
  while (*link != this) {
    link = &(*link)->next_;
  }
  *link = next_;
  rawFree(bytes_);
}

Socket* Socket::dial(Ip ip, uint16_t port) {
  OwnMemory own;
  Socket* fresh = new Socket(freshNumber(), ip, port, CONNECTING);
  tell(Out(TCP_CONNECT).u32(fresh->number_).u32(ip).u16(port));
  return fresh;
}

Socket* Socket::guest(uint32_t number, Ip ip, uint16_t port) {
  OwnMemory own;
  return new Socket(number, ip, port, ESTABLISHED);
}

Socket* Socket::own() {
  owners_++;
  return this;
}

void Socket::disown() {
  if (--owners_ == 0) {
    close();
    OwnMemory own;
    delete this;
  }
}

bool Socket::connected(uint32_t timeoutMillis) {
  waitUntil(
      now() + timeoutMillis * MILLISECOND,
      [](void* of) { return static_cast<Socket*>(of)->state_ != CONNECTING; }, this);
  return state_ == ESTABLISHED;
}

size_t Socket::read(void* into, size_t size) {
  size_t count = size < available() ? size : available();
  if (count > 0) {
    memcpy(into, data(), count);
    consume(count);
  }
  return count;
}

void Socket::consume(size_t size) {
  start_ += size;
  read_ += static_cast<uint32_t>(size);
  if (start_ == end_) {
    start_ = 0;
    end_ = 0;
  }
}

size_t Socket::write(const void* data, size_t size, uint32_t timeoutMillis) {
  const uint8_t* bytes = static_cast<const uint8_t*>(data);
  size_t written = 0;
  spend(COST_OF_WRITE);
  while (written < size && state_ == ESTABLISHED) {
    size_t part = size - written < room() ? size - written : room();
    if (part == 0) {
      bool more = waitUntil(
          now() + timeoutMillis * MILLISECOND,
          [](void* of) {
            Socket* mine = static_cast<Socket*>(of);
            return mine->state_ != ESTABLISHED || mine->room() > 0;
          },
          this);
      if (!more) {
        break;
      }
      continue;
    }
    written_ += static_cast<uint32_t>(part);
    tell(Out(TCP_WRITE).u32(number_).blob(bytes + written, part));
    written += part;
  }
  return written;
}

bool Socket::acknowledged(uint32_t timeoutMillis) {
  struct Waiting {
    Socket* socket;
    uint32_t bytes;
  } waiting{this, 0};
  do {
    waiting.bytes = this->waiting();
    if (state_ != ESTABLISHED || waiting.bytes == 0) {
      return true;
    }
  } while (waitUntil(
      now() + timeoutMillis * MILLISECOND,
      [](void* of) {
        Waiting* mine = static_cast<Waiting*>(of);
        return mine->socket->state_ != ESTABLISHED || mine->socket->waiting() != mine->bytes;
      },
      &waiting));
  return false;
}

void Socket::close() { end(GRACEFULLY); }

void Socket::abort() { end(AT_ONCE); }

void Socket::end(uint8_t how) {
  if (!told_) {
    told_ = true;
    // what has come and was not read is of no interest any more, and what was read is told first
    tellRead();
    tell(Out(TCP_CLOSE).u32(number_).u8(how));
  }
  state_ = CLOSED;
}

int Socket::secure(const Out& start, uint32_t timeoutMillis) {
  secured_ = false;
  tell(start);
  // what has come already belongs to TLS
  start_ = 0;
  end_ = 0;
  read_ = 0;
  waitUntil(
      now() + timeoutMillis * MILLISECOND,
      [](void* of) {
        Socket* mine = static_cast<Socket*>(of);
        return mine->secured_ || mine->state_ != ESTABLISHED;
      },
      this);
  return secured_ ? error_ : -1;
}

// ---- what the simulator says ----

Socket* Socket::of(uint32_t number) {
  Socket* each = first;
  while (each != nullptr && each->number_ != number) {
    each = each->next_;
  }
  return each;
}

void Socket::stateCame(In& in) {
  Socket* mine = of(in.u32());
  uint8_t state = in.u8();
  if (mine != nullptr && !mine->told_) {
    mine->state_ = state == 1 ? ESTABLISHED : CLOSED;
    mine->wasOpen_ = mine->wasOpen_ || state == 1;
    mine->why_ = static_cast<End>(in.u8());
    mine->changed();
  }
}

void Socket::dataCame(In& in) {
  Socket* mine = of(in.u32());
  if (mine != nullptr && !mine->told_) {
    mine->come(in.blob());
    mine->changed();
  }
}

void Socket::roomCame(In& in) {
  Socket* mine = of(in.u32());
  if (mine != nullptr) {
    mine->acknowledged_ = in.u32();
    mine->changed();
  }
}

void Socket::tlsCame(In& in) {
  Socket* mine = of(in.u32());
  if (mine != nullptr) {
    mine->error_ = in.u16();
    mine->secured_ = true;
  }
}

void Socket::watch(void (*changed)(void*), void* of) {
  watcher_ = changed;
  watched_ = of;
}

void Socket::changed() {
  if (watcher_ != nullptr) {
    watcher_(watched_);
  }
}

void Socket::come(Bytes bytes) {
  if (end_ + bytes.size > size_) {
    size_t size = available() + bytes.size;
    uint8_t* larger = static_cast<uint8_t*>(rawAlloc(size));
    if (end_ > start_) {
      memcpy(larger, data(), available());
    }
    rawFree(bytes_);
    bytes_ = larger;
    end_ -= start_;
    start_ = 0;
    size_ = size;
  }
  memcpy(bytes_ + end_, bytes.data, bytes.size);
  end_ += bytes.size;
}

void Socket::tellRead() {
  for (Socket* each = first; each != nullptr; each = each->next_) {
    if (each->read_ > 0 && !each->told_) {
      uint32_t count = each->read_;
      each->read_ = 0;
      tell(Out(TCP_READ).u32(each->number_).u32(count));
    }
  }
}

}  // namespace tgsim
