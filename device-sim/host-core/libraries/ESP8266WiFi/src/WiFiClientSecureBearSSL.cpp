#include "WiFiClientSecureBearSSL.h"

#include <string.h>
#include <time.h>

#include <new>

#include "ESP8266WiFi.h"
#include "host.h"
#include "host_socket.h"
#include "host_tls_words.h"

namespace BearSSL {

namespace {

constexpr unsigned long TIMEOUT_MILLIS = 15000;
constexpr uint32_t LOOKUP_MILLIS = 10000;
constexpr int MEMORY_ERROR = -1000;

/// What BearSSL takes beside its buffers: contexts and the stack that it has of its own.
constexpr int CONTEXT_BYTES = 3500;
constexpr int STACK_BYTES = 6200;

/// How long the chip calculates for a handshake at 80 MHz, and for a kilobyte.
constexpr uint64_t HANDSHAKE_NANOS = 1200 * host::MILLISECOND;
constexpr uint64_t NANOS_A_BYTE = 3000;

int hexDigit(char c) {
  if (c >= '0' && c <= '9') {
    return c - '0';
  }
  c = static_cast<char>(c | 0x20);
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

void addList(host::Out& out, const X509List* list) {
  size_t count = list == nullptr ? 0 : list->getCount();
  out.u16(static_cast<uint16_t>(count));
  for (size_t i = 0; i < count; i++) {
    out.blob(list->all()[i].data(), list->all()[i].size());
  }
}

}  // namespace

int CertStore::initCertStore(fs::FS&, const char*, const char*) {
  host::note("BearSSL: archives of certificates (CertStore) are not read");
  return 0;
}

WiFiClientSecure::WiFiClientSecure() : plan_(std::make_shared<Plan>()) {
  _timeout = TIMEOUT_MILLIS;
}

WiFiClientSecure::WiFiClientSecure(host::Socket* socket, const X509List* chain,
                                   const PrivateKey* key, const X509List* anchors)
    : WiFiClient(socket), plan_(std::make_shared<Plan>()) {
  _timeout = TIMEOUT_MILLIS;
  plan_->chain = chain;
  plan_->key = key;
  plan_->anchors = anchors;
  if (socket_ != nullptr) {
    secure(true, "");
  }
}

std::unique_ptr<WiFiClient> WiFiClientSecure::clone() const {
  return std::unique_ptr<WiFiClient>(new WiFiClientSecure(*this));
}

WiFiClientSecure::Plan& WiFiClientSecure::plan() {
  plan_->trust = Trust::ANCHORS;
  plan_->anchors = nullptr;
  plan_->knownKey = nullptr;
  return *plan_;
}

void WiFiClientSecure::setKnownKey(const PublicKey* key, unsigned) {
  Plan& mine = plan();
  mine.trust = Trust::KNOWN_KEY;
  mine.knownKey = key;
}

bool WiFiClientSecure::setFingerprint(const uint8_t fingerprint[20]) {
  Plan& mine = plan();
  mine.trust = Trust::FINGERPRINT;
  memcpy(mine.fingerprint, fingerprint, sizeof mine.fingerprint);
  return true;
}

/// Twenty bytes in hexadecimal, with something between them or not.
bool WiFiClientSecure::setFingerprint(const char* text) {
  uint8_t bytes[20];
  size_t count = 0;
  while (count < sizeof bytes) {
    while (*text == ':' || *text == ' ') {
      text++;
    }
    int high = hexDigit(text[0]);
    int low = high < 0 ? -1 : hexDigit(text[1]);
    if (low < 0) {
      return false;
    }
    bytes[count++] = static_cast<uint8_t>(high << 4 | low);
    text += 2;
  }
  return setFingerprint(bytes);
}

void WiFiClientSecure::setTrustAnchors(const X509List* anchors) { plan().anchors = anchors; }

void WiFiClientSecure::setClientRSACert(const X509List* chain, const PrivateKey* key) {
  plan_->chain = chain;
  plan_->key = key;
}

void WiFiClientSecure::setBufferSizes(int receive, int transmit) {
  plan_->receiveBytes = constrain(receive, 512, 16384) + 325;
  plan_->transmitBytes = constrain(transmit, 512, 16384) + 85;
  if (plan_->receiveBytes < BR_SSL_BUFSIZE_INPUT) {
    host::note("BearSSL: a small buffer takes less memory, and is never too small for a record");
  }
}

bool WiFiClientSecure::setSSLVersion(uint32_t, uint32_t max) {
  if (max < BR_TLS12) {
    host::note("BearSSL: TLS 1.2 only");
  }
  return max >= BR_TLS10 && max <= BR_TLS12;
}

int WiFiClientSecure::connect(const String& name, uint16_t port) {
  return connect(name.c_str(), port);
}

int WiFiClientSecure::connect(IPAddress ip, uint16_t port) {
  return WiFiClient::connect(ip, port) ? secure(false, "") : 0;
}

int WiFiClientSecure::connect(const char* name, uint16_t port) {
  IPAddress ip;
  if (!host::addressOf(name, ip, LOOKUP_MILLIS, port) || !WiFiClient::connect(ip, port)) {
    return 0;
  }
  return secure(false, name);
}

bool WiFiClientSecure::takeMemory() {
  size_t size = static_cast<size_t>(plan_->receiveBytes + plan_->transmitBytes + CONTEXT_BYTES +
                                    STACK_BYTES);
  plan_->memory.reset();
  uint8_t* memory = new (std::nothrow) uint8_t[size];
  if (memory == nullptr) {
    return false;
  }
  plan_->memory.reset(memory, [](uint8_t* mine) { delete[] mine; });
  return true;
}

int WiFiClientSecure::secure(bool server, const char* name) {
  if (!takeMemory()) {
    plan_->error = MEMORY_ERROR;
    socket_->abort();
    leave();
    return 0;
  }
  time_t now = plan_->now != 0 ? plan_->now : time(nullptr);
  host::Out start(host::TLS_START);
  bool all = server && plan_->anchors == nullptr;
  start.u32(socket_->number()).boolean(server).text(name);
  start.u8(static_cast<uint8_t>(all ? Trust::ALL : plan_->trust));
  start.u64(static_cast<uint64_t>(now));
  addList(start, plan_->anchors);
  if (plan_->trust == Trust::KNOWN_KEY && plan_->knownKey != nullptr) {
    start.blob(plan_->knownKey->der().data(), plan_->knownKey->der().size());
  } else {
    start.blob(plan_->fingerprint, sizeof plan_->fingerprint);
  }
  addList(start, plan_->chain);
  const Der none;
  const Der& key = plan_->key == nullptr ? none : plan_->key->der();
  start.blob(key.data(), key.size());
  host::waitUntil(host::now() + HANDSHAKE_NANOS);
  int error = socket_->secure(start, static_cast<uint32_t>(_timeout));
  plan_->error = error < 0 ? 0 : error;
  if (error != 0 || socket_->state() != host::Socket::ESTABLISHED) {
    socket_->abort();
    leave();
    plan_->memory.reset();
    return 0;
  }
  return 1;
}

size_t WiFiClientSecure::write(const uint8_t* bytes, size_t size) {
  host::spend(size * NANOS_A_BYTE);
  return WiFiClient::write(bytes, size);
}

int WiFiClientSecure::read(uint8_t* bytes, size_t size) {
  int count = WiFiClient::read(bytes, size);
  host::spend(static_cast<uint64_t>(count) * NANOS_A_BYTE);
  return count == 0 && !connected() ? -1 : count;
}

void WiFiClientSecure::stop() {
  WiFiClient::stop();
  plan_->memory.reset();
}

int WiFiClientSecure::getLastSSLError(char* into, size_t room) {
  if (into != nullptr && room > 0) {
    host::tlsWords(plan_->error, into, room);
  }
  return plan_->error;
}

bool WiFiClientSecure::probeMaxFragmentLength(IPAddress, uint16_t, uint16_t) {
  host::note("BearSSL: smaller records are not asked for (MFLN)");
  return false;
}

bool WiFiClientSecure::probeMaxFragmentLength(const char*, uint16_t port, uint16_t length) {
  return probeMaxFragmentLength(IPAddress(0u), port, length);
}

bool WiFiClientSecure::probeMaxFragmentLength(const String&, uint16_t port, uint16_t length) {
  return probeMaxFragmentLength(IPAddress(0u), port, length);
}

}  // namespace BearSSL
