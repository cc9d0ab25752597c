#include "WiFiClient.h"

#include <string.h>

#include "ESP8266WiFi.h"
#include "host.h"
#include "host_socket.h"

namespace {

constexpr unsigned long TIMEOUT_MILLIS = 5000;
constexpr uint64_t COST_OF_CLIENT_LOOK = host::MICROSECOND;

bool defaultNoDelay = false;
bool defaultSync = false;
WiFiClient* first = nullptr;

}  // namespace

WiFiClient::WiFiClient() : WiFiClient(static_cast<host::Socket*>(nullptr)) {}

WiFiClient::WiFiClient(host::Socket* socket)
    : socket_(socket), noDelay_(defaultNoDelay), sync_(defaultSync) {
  _timeout = TIMEOUT_MILLIS;
  join();
}

WiFiClient::WiFiClient(const WiFiClient& other)
    : Client(other),
      socket_(other.socket_ == nullptr ? nullptr : other.socket_->own()),
      noDelay_(other.noDelay_),
      sync_(other.sync_) {
  _timeout = other._timeout;
  join();
}

WiFiClient& WiFiClient::operator=(const WiFiClient& other) {
  host::Socket* theirs = other.socket_ == nullptr ? nullptr : other.socket_->own();
  leave();
  socket_ = theirs;
  _timeout = other._timeout;
  noDelay_ = other.noDelay_;
  sync_ = other.sync_;
  return *this;
}

WiFiClient::~WiFiClient() {
  leave();
  WiFiClient** link = &first;
  while (*link != this) {
    link = &(*link)->next_;
  }
  *link = next_;
}

void WiFiClient::join() {
  next_ = first;
  first = this;
}

void WiFiClient::leave() {
  if (socket_ != nullptr) {
    host::Socket* mine = socket_;
    socket_ = nullptr;
    mine->disown();
  }
}

std::unique_ptr<WiFiClient> WiFiClient::clone() const {
  return std::unique_ptr<WiFiClient>(new WiFiClient(*this));
}

int WiFiClient::connect(const String& name, uint16_t port) { return connect(name.c_str(), port); }

int WiFiClient::connect(const char* name, uint16_t port) {
  IPAddress ip;
  return host::addressOf(name, ip, static_cast<uint32_t>(_timeout), port) ? connect(ip, port) : 0;
}

int WiFiClient::connect(IPAddress ip, uint16_t port) {
  if (socket_ != nullptr) {
    WiFiClient::stop(0);
    leave();
  }
  host::Socket* fresh = host::Socket::dial(ip, port);
  if (!fresh->connected(static_cast<uint32_t>(_timeout))) {
    fresh->abort();
    fresh->disown();
    return 0;
  }
  socket_ = fresh;
  noDelay_ = defaultNoDelay;
  sync_ = defaultSync;
  return 1;
}

size_t WiFiClient::write(uint8_t byte) { return write(&byte, 1); }

size_t WiFiClient::write(const uint8_t* bytes, size_t size) {
  if (socket_ == nullptr || size == 0) {
    return 0;
  }
  size_t written = socket_->write(bytes, size, static_cast<uint32_t>(_timeout));
  if (sync_) {
    socket_->acknowledged(WIFICLIENT_MAX_FLUSH_WAIT_MS);
  }
  return written;
}

size_t WiFiClient::write_P(PGM_P bytes, size_t size) {
  return write(reinterpret_cast<const uint8_t*>(bytes), size);
}

size_t WiFiClient::write(Stream& stream) {
  uint8_t chunk[128];
  size_t written = 0;
  while (stream.available() > 0) {
    size_t count = 0;
    while (count < sizeof chunk && stream.available() > 0) {
      chunk[count++] = static_cast<uint8_t>(stream.read());
    }
    size_t taken = write(chunk, count);
    written += taken;
    if (taken < count) {
      break;
    }
  }
  return written;
}

int WiFiClient::availableForWrite() {
  return socket_ == nullptr ? 0 : static_cast<int>(socket_->room());
}

int WiFiClient::available() {
  host::spend(COST_OF_CLIENT_LOOK);
  if (socket_ == nullptr) {
    return 0;
  }
  if (socket_->available() == 0) {
    optimistic_yield(100);
  }
  return static_cast<int>(socket_->available());
}

int WiFiClient::read() {
  uint8_t byte;
  return available() > 0 && socket_->read(&byte, 1) == 1 ? byte : -1;
}

int WiFiClient::read(uint8_t* bytes, size_t size) {
  host::spend(COST_OF_CLIENT_LOOK);
  return socket_ == nullptr ? 0 : static_cast<int>(socket_->read(bytes, size));
}

int WiFiClient::peek() { return available() > 0 ? *socket_->data() : -1; }

size_t WiFiClient::peekBytes(uint8_t* bytes, size_t size) {
  if (socket_ == nullptr) {
    return 0;
  }
  struct Waiting {
    host::Socket* socket;
    size_t size;
  } waiting{socket_, size};
  host::waitUntil(
      host::now() + _timeout * host::MILLISECOND,
      [](void* of) {
        Waiting* mine = static_cast<Waiting*>(of);
        return mine->socket->available() >= mine->size;
      },
      &waiting);
  size_t count = size < socket_->available() ? size : socket_->available();
  if (count > 0) {
    memcpy(bytes, socket_->data(), count);
  }
  return count;
}

bool WiFiClient::flush(unsigned int mostMillis) {
  return socket_ == nullptr ||
         socket_->acknowledged(mostMillis == 0 ? WIFICLIENT_MAX_FLUSH_WAIT_MS : mostMillis);
}

bool WiFiClient::stop(unsigned int mostMillis) {
  if (socket_ == nullptr) {
    return true;
  }
  bool all = flush(mostMillis);
  socket_->close();
  return all;
}

void WiFiClient::abort() {
  if (socket_ != nullptr) {
    flush(0);
    socket_->abort();
  }
}

uint8_t WiFiClient::connected() {
  host::spend(COST_OF_CLIENT_LOOK);
  return socket_ != nullptr && socket_->state() == host::Socket::ESTABLISHED;
}

uint8_t WiFiClient::status() {
  host::spend(COST_OF_CLIENT_LOOK);
  return socket_ != nullptr && socket_->state() == host::Socket::ESTABLISHED ? ESTABLISHED : CLOSED;
}

WiFiClient::operator bool() { return available() > 0 || connected(); }

IPAddress WiFiClient::remoteIP() {
  return IPAddress(connected() ? socket_->remoteIp() : 0u);
}

uint16_t WiFiClient::remotePort() { return connected() ? socket_->remotePort() : 0; }

IPAddress WiFiClient::localIP() { return IPAddress(connected() ? host::station().ip : 0u); }

uint16_t WiFiClient::localPort() { return connected() ? socket_->localPort() : 0; }

void WiFiClient::stopAllExcept(WiFiClient* except) {
  for (WiFiClient* each = first; each != nullptr; each = each->next_) {
    if (each != except) {
      each->stop();
    }
  }
}

void WiFiClient::keepAlive(uint16_t idleSeconds, uint16_t intervalSeconds, uint8_t count) {
  bool on = idleSeconds != 0 && intervalSeconds != 0 && count != 0;
  keepIdle_ = on ? idleSeconds : 0;
  keepInterval_ = on ? intervalSeconds : 0;
  keepCount_ = on ? count : 0;
  if (on) {
    host::note("WiFiClient: keepAlive() is remembered, and sends nothing");
  }
}

void WiFiClient::setDefaultNoDelay(bool noDelay) { defaultNoDelay = noDelay; }

bool WiFiClient::getDefaultNoDelay() { return defaultNoDelay; }

void WiFiClient::setDefaultSync(bool sync) { defaultSync = sync; }

bool WiFiClient::getDefaultSync() { return defaultSync; }

size_t WiFiClient::peekAvailable() { return socket_ == nullptr ? 0 : socket_->available(); }

const char* WiFiClient::peekBuffer() {
  return socket_ == nullptr ? nullptr : reinterpret_cast<const char*>(socket_->data());
}

void WiFiClient::peekConsume(size_t size) {
  if (socket_ != nullptr) {
    socket_->consume(size);
  }
}
