#pragma once
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <vector>

#include "Arduino.h"

// What sketches take from BearSSL's own headers.
#define BR_TLS10 0x0301
#define BR_TLS11 0x0302
#define BR_TLS12 0x0303
#define BR_KEYTYPE_RSA 1
#define BR_KEYTYPE_EC 2
#define BR_KEYTYPE_KEYX 0x10
#define BR_KEYTYPE_SIGN 0x20
#define BR_SSL_BUFSIZE_INPUT (16384 + 325)

namespace BearSSL {

/// Something in DER: it is only read here, and understood by the simulator.
using Der = std::vector<uint8_t>;

/// All parts of a PEM text whose label ends with this; what is no PEM is taken for DER.
std::vector<Der> fromPem(const char* text, const char* label);

class PublicKey {
 public:
  PublicKey() {}
  PublicKey(const char* pem) { parse(pem); }
  PublicKey(const uint8_t* der, size_t size) { parse(der, size); }
  PublicKey(Stream& stream, size_t size);
  PublicKey(Stream& stream) : PublicKey(stream, stream.available()) {}
  PublicKey(const PublicKey&) = delete;
  PublicKey& operator=(const PublicKey&) = delete;

  bool parse(const char* pem);
  bool parse(const uint8_t* der, size_t size);
  bool isRSA() const;
  bool isEC() const;
  const Der& der() const { return der_; }

 private:
  Der der_;
};

class PrivateKey {
 public:
  PrivateKey() {}
  PrivateKey(const char* pem) { parse(pem); }
  PrivateKey(const uint8_t* der, size_t size) { parse(der, size); }
  PrivateKey(Stream& stream, size_t size);
  PrivateKey(Stream& stream) : PrivateKey(stream, stream.available()) {}
  PrivateKey(const PrivateKey&) = delete;
  PrivateKey& operator=(const PrivateKey&) = delete;

  bool parse(const char* pem);
  bool parse(const uint8_t* der, size_t size);
  bool isRSA() const { return !der_.empty() && !isEC(); }
  bool isEC() const;
  const Der& der() const { return der_; }

 private:
  Der der_;
};

class X509List {
 public:
  X509List() {}
  X509List(const char* pem) { append(pem); }
  X509List(const uint8_t* der, size_t size) { append(der, size); }
  X509List(Stream& stream, size_t size);
  X509List(Stream& stream) : X509List(stream, stream.available()) {}
  X509List(const X509List&) = delete;
  X509List& operator=(const X509List&) = delete;

  bool append(const char* pem);
  bool append(const uint8_t* der, size_t size);
  size_t getCount() const { return all_.size(); }
  const std::vector<Der>& all() const { return all_; }

 private:
  std::vector<Der> all_;
};

/// Each connection shakes hands anew: nothing is kept here.
class Session {};

typedef uint8_t ServerSession[100];

class ServerSessions {
 public:
  ServerSessions(ServerSession*, uint32_t size) : size_(size) {}
  ServerSessions(uint32_t size) : size_(size) {}
  uint32_t size() { return size_; }

 private:
  uint32_t size_;
};

}  // namespace BearSSL
