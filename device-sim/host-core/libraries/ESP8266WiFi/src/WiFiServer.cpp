#include "WiFiServer.h"

#include "WiFiServerSecure.h"
#include "host.h"
#include "host_door.h"

namespace {

constexpr uint64_t COST_OF_SERVER_LOOK = host::MICROSECOND;

}  // namespace

WiFiServer& WiFiServer::operator=(const WiFiServer& other) {
  if (this != &other) {
    close();
    port_ = other.port_;
    noDelay_ = other.noDelay_;
  }
  return *this;
}

void WiFiServer::begin(uint16_t port, uint8_t backlog) {
  close();
  port_ = port;
  door_ = host::Door::open(port, backlog);
}

host::Socket* WiFiServer::next() {
  host::spend(COST_OF_SERVER_LOOK);
  host::Socket* one = door_ == nullptr ? nullptr : door_->next();
  if (one == nullptr) {
    optimistic_yield(1000);
  }
  return one;
}

WiFiClient WiFiServer::accept() {
  WiFiClient client(next());
  client.setNoDelay(noDelay_);
  return client;
}

WiFiClient WiFiServer::available(uint8_t*) { return accept(); }

bool WiFiServer::hasClient() {
  host::spend(COST_OF_SERVER_LOOK);
  return door_ != nullptr && door_->first() != nullptr;
}

size_t WiFiServer::hasClientData() {
  host::spend(COST_OF_SERVER_LOOK);
  host::Socket* one = door_ == nullptr ? nullptr : door_->first();
  return one == nullptr ? 0 : one->available();
}

bool WiFiServer::hasMaxPendingClients() { return door_ != nullptr && door_->full(); }

void WiFiServer::close() {
  if (door_ != nullptr) {
    door_->close();
    door_ = nullptr;
  }
}

namespace BearSSL {

WiFiClientSecure WiFiServerSecure::accept() {
  return WiFiClientSecure(next(), chain_, key_, anchors_);
}

WiFiClientSecure WiFiServerSecure::available(uint8_t*) { return accept(); }

}  // namespace BearSSL
