#include "WiFiUdp.h"

#include <string.h>

#include "ESP8266WiFi.h"
#include "host.h"
#include "host_door.h"

namespace tgsim {

/// One that has come, behind it its bytes.
struct Datagram {
  Ip from;
  uint16_t fromPort;
  Ip to;
  uint32_t size;
  Datagram* next;
  uint8_t bytes[1];
};

/// An open port. What is read is the oldest that has come; parsePacket() goes on to it.
class Datagrams {
 public:
  static constexpr uint32_t MOST_BYTES = 1472;

  explicit Datagrams(uint16_t port) : port_(port), number_(freshNumber()), nextPort_(first()) {
    first() = this;
    tell(Out(UDP_OPEN).u32(number_).u16(port));
  }

  ~Datagrams() {
    tell(Out(UDP_CLOSE).u32(number_));
    while (waiting_ != nullptr) {
      drop();
    }
    forget();
    Datagrams** link = &first();
    while (*link != this) {
      link = &(*link)->nextPort_;
    }
    *link = nextPort_;
  }

  static Datagrams*& first() {
    static Datagrams* all = nullptr;
    return all;
  }

  static Datagrams* of(uint32_t number) {
    Datagrams* each = first();
    while (each != nullptr && each->number_ != number) {
      each = each->nextPort_;
    }
    return each;
  }

  static void opened(In& in) {
    Datagrams* mine = of(in.u32());
    uint16_t port = in.u16();
    char place[64];
    in.text(place, sizeof place);
    if (mine != nullptr) {
      if (mine->port_ != 0 && place[0] != 0) {
        notePlace("UDP", mine->port_, place, "");
      }
      mine->localPort_ = port;
    }
  }

  static void came(In& in) {
    Datagrams* mine = of(in.u32());
    Ip from = in.u32();
    uint16_t fromPort = in.u16();
    Ip to = in.u32();
    Bytes bytes = in.blob();
    if (mine == nullptr) {
      return;
    }
    Datagram* fresh = static_cast<Datagram*>(rawAlloc(sizeof(Datagram) + bytes.size));
    fresh->from = from;
    fresh->fromPort = fromPort;
    fresh->to = to;
    fresh->size = bytes.size;
    fresh->next = nullptr;
    memcpy(fresh->bytes, bytes.data, bytes.size);
    Datagram** link = &mine->waiting_;
    while (*link != nullptr) {
      link = &(*link)->next;
    }
    *link = fresh;
  }

  bool go() {
    forget();
    if (waiting_ == nullptr) {
      return false;
    }
    read_ = waiting_;
    waiting_ = waiting_->next;
    at_ = 0;
    return true;
  }

  const Datagram* packet() const { return read_; }
  size_t left() const { return read_ == nullptr ? 0 : read_->size - at_; }
  const uint8_t* data() const { return read_->bytes + at_; }

  size_t read(uint8_t* into, size_t size) {
    size_t count = size < left() ? size : left();
    if (count > 0) {
      memcpy(into, data(), count);
      at_ += count;
    }
    return count;
  }

  void address(Ip ip, uint16_t port) {
    toIp_ = ip;
    toPort_ = port;
    size_ = 0;
  }

  size_t add(const uint8_t* bytes, size_t size) {
    size_t room = MOST_BYTES - size_;
    size_t count = size < room ? size : room;
    memcpy(building_ + size_, bytes, count);
    size_ += static_cast<uint32_t>(count);
    return count;
  }

  bool send() {
    if (toPort_ == 0) {
      return false;
    }
    tell(Out(UDP_SEND).u32(number_).u32(toIp_).u16(toPort_).blob(building_, size_));
    size_ = 0;
    return true;
  }

  void join(Ip group) { tell(Out(UDP_JOIN).u32(number_).u32(group)); }

  uint16_t localPort() const { return localPort_ != 0 ? localPort_ : port_; }

  int owners = 1;

 private:
  void drop() {
    Datagram* oldest = waiting_;
    waiting_ = oldest->next;
    rawFree(oldest);
  }

  void forget() {
    rawFree(read_);
    read_ = nullptr;
  }

  const uint16_t port_;
  const uint32_t number_;
  uint16_t localPort_ = 0;
  Datagrams* nextPort_;
  Datagram* waiting_ = nullptr;
  Datagram* read_ = nullptr;
  size_t at_ = 0;
  Ip toIp_ = 0;
  uint16_t toPort_ = 0;
  uint32_t size_ = 0;
  uint8_t building_[MOST_BYTES];
};

namespace {

struct DatagramHandlers {
  DatagramHandlers() {
    onEvent(UDP_OPENED, Datagrams::opened);
    onEvent(UDP_CAME, Datagrams::came);
  }
} udpHandlers;

}  // namespace

}  // namespace tgsim

namespace {

WiFiUDP* firstUdp = nullptr;
constexpr uint64_t COST_OF_UDP_LOOK = host::MICROSECOND;

}  // namespace

WiFiUDP::WiFiUDP() : next_(firstUdp) { firstUdp = this; }

WiFiUDP::WiFiUDP(const WiFiUDP& other) : UDP(other), open_(other.open_), next_(firstUdp) {
  firstUdp = this;
  if (open_ != nullptr) {
    open_->owners++;
  }
}

WiFiUDP& WiFiUDP::operator=(const WiFiUDP& other) {
  if (other.open_ != nullptr) {
    other.open_->owners++;
  }
  leave();
  open_ = other.open_;
  return *this;
}

WiFiUDP::~WiFiUDP() {
  leave();
  WiFiUDP** link = &firstUdp;
  while (*link != this) {
    link = &(*link)->next_;
  }
  *link = next_;
}

void WiFiUDP::leave() {
  if (open_ != nullptr && --open_->owners == 0) {
    host::OwnMemory own;
    delete open_;
  }
  open_ = nullptr;
}

host::Datagrams* WiFiUDP::ensure(uint16_t port) {
  if (open_ == nullptr) {
    host::OwnMemory own;
    open_ = new host::Datagrams(port);
  }
  return open_;
}

uint8_t WiFiUDP::begin(uint16_t port) {
  leave();
  ensure(port);
  return 1;
}

uint8_t WiFiUDP::beginMulticast(IPAddress group, uint16_t port) {
  begin(port);
  open_->join(group);
  return 1;
}

void WiFiUDP::stop() { leave(); }

int WiFiUDP::beginPacket(const char* host, uint16_t port) {
  IPAddress ip;
  return WiFi.hostByName(host, ip) ? beginPacket(ip, port) : 0;
}

int WiFiUDP::beginPacket(IPAddress ip, uint16_t port) {
  ensure(0)->address(ip, port);
  return 1;
}

int WiFiUDP::endPacket() {
  host::spend(100 * host::MICROSECOND);
  return open_ != nullptr && open_->send();
}

size_t WiFiUDP::write(const uint8_t* bytes, size_t size) {
  return open_ == nullptr ? 0 : open_->add(bytes, size);
}

int WiFiUDP::parsePacket() {
  host::spend(COST_OF_UDP_LOOK);
  if (open_ == nullptr || !open_->go()) {
    optimistic_yield(100);
    return 0;
  }
  return static_cast<int>(open_->left());
}

int WiFiUDP::available() {
  host::spend(COST_OF_UDP_LOOK);
  int left = open_ == nullptr ? 0 : static_cast<int>(open_->left());
  if (left == 0) {
    optimistic_yield(1000);
  }
  return left;
}

int WiFiUDP::read() {
  uint8_t byte;
  return open_ != nullptr && open_->read(&byte, 1) == 1 ? byte : -1;
}

int WiFiUDP::read(unsigned char* into, size_t size) {
  return open_ == nullptr ? 0 : static_cast<int>(open_->read(into, size));
}

int WiFiUDP::peek() { return open_ != nullptr && open_->left() > 0 ? *open_->data() : -1; }

IPAddress WiFiUDP::remoteIP() {
  return IPAddress(open_ != nullptr && open_->packet() != nullptr ? open_->packet()->from : 0u);
}

uint16_t WiFiUDP::remotePort() {
  return open_ != nullptr && open_->packet() != nullptr ? open_->packet()->fromPort : 0;
}

IPAddress WiFiUDP::destinationIP() const {
  return IPAddress(open_ != nullptr && open_->packet() != nullptr ? open_->packet()->to : 0u);
}

uint16_t WiFiUDP::localPort() const { return open_ == nullptr ? 0 : open_->localPort(); }

void WiFiUDP::stopAllExcept(WiFiUDP* except) {
  for (WiFiUDP* each = firstUdp; each != nullptr; each = each->next_) {
    if (each != except) {
      each->stop();
    }
  }
}
