#include "BearSSLHelpers.h"

namespace BearSSL {

namespace {

constexpr uint8_t SEQUENCE = 0x30;

/// The object identifiers 1.2.840.113549.1.1.1 and 1.2.840.10045.2.1, and the prime curves'.
const uint8_t RSA_ID[] = {0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01};
const uint8_t EC_ID[] = {0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01};
const uint8_t PRIME_CURVE_ID[] = {0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01};
const uint8_t OTHER_CURVE_ID[] = {0x2B, 0x81, 0x04, 0x00};

template <size_t N>
bool holds(const Der& der, const uint8_t (&id)[N]) {
  for (size_t i = 0; i + N <= der.size(); i++) {
    if (memcmp(der.data() + i, id, N) == 0) {
      return true;
    }
  }
  return false;
}

int sextet(char c) {
  if (c >= 'A' && c <= 'Z') {
    return c - 'A';
  }
  if (c >= 'a' && c <= 'z') {
    return c - 'a' + 26;
  }
  if (c >= '0' && c <= '9') {
    return c - '0' + 52;
  }
  return c == '+' ? 62 : c == '/' ? 63 : -1;
}

Der decode(const char* from, const char* to) {
  Der out;
  uint32_t bits = 0;
  int count = 0;
  for (; from < to && *from != '='; from++) {
    int value = sextet(*from);
    if (value < 0) {
      continue;
    }
    bits = bits << 6 | static_cast<uint32_t>(value);
    count += 6;
    if (count >= 8) {
      count -= 8;
      out.push_back(static_cast<uint8_t>(bits >> count));
    }
  }
  return out;
}

/// A sequence that is as long as it says.
bool isDer(const uint8_t* der, size_t size) {
  if (size < 4 || der[0] != SEQUENCE) {
    return false;
  }
  size_t length = der[1];
  size_t head = 2;
  if (length >= 0x80) {
    size_t bytes = length & 0x7F;
    if (bytes < 1 || bytes > 2 || size < 2 + bytes) {
      return false;
    }
    length = bytes == 1 ? der[2] : static_cast<size_t>(der[2] << 8 | der[3]);
    head += bytes;
  }
  return head + length <= size;
}

Der load(Stream& stream, size_t size) {
  Der bytes(size);
  bytes.resize(stream.readBytes(bytes.data(), size));
  bytes.push_back(0);
  return bytes;
}

}  // namespace

std::vector<Der> fromPem(const char* text, const char* label) {
  std::vector<Der> all;
  const char* at = text;
  while ((at = strstr(at, "-----BEGIN ")) != nullptr) {
    const char* name = at + 11;
    const char* nameEnd = strstr(name, "-----");
    if (nameEnd == nullptr) {
      break;
    }
    const char* body = nameEnd + 5;
    const char* end = strstr(body, "-----END ");
    if (end == nullptr) {
      break;
    }
    size_t size = strlen(label);
    bool wanted = static_cast<size_t>(nameEnd - name) >= size &&
                  memcmp(nameEnd - size, label, size) == 0;
    Der der = decode(body, end);
    if (wanted && isDer(der.data(), der.size())) {
      all.push_back(der);
    }
    at = end;
  }
  return all;
}

PublicKey::PublicKey(Stream& stream, size_t size) {
  Der bytes = load(stream, size);
  if (!parse(reinterpret_cast<const char*>(bytes.data()))) {
    parse(bytes.data(), bytes.size() - 1);
  }
}

bool PublicKey::parse(const char* pem) {
  std::vector<Der> found = fromPem(pem, "PUBLIC KEY");
  if (found.empty()) {
    return false;
  }
  der_ = found[0];
  return true;
}

bool PublicKey::parse(const uint8_t* der, size_t size) {
  if (!isDer(der, size)) {
    return false;
  }
  der_.assign(der, der + size);
  return true;
}

bool PublicKey::isRSA() const { return holds(der_, RSA_ID); }

bool PublicKey::isEC() const { return holds(der_, EC_ID); }

PrivateKey::PrivateKey(Stream& stream, size_t size) {
  Der bytes = load(stream, size);
  if (!parse(reinterpret_cast<const char*>(bytes.data()))) {
    parse(bytes.data(), bytes.size() - 1);
  }
}

bool PrivateKey::parse(const char* pem) {
  std::vector<Der> found = fromPem(pem, "PRIVATE KEY");
  if (found.empty()) {
    return false;
  }
  der_ = found[0];
  return true;
}

bool PrivateKey::parse(const uint8_t* der, size_t size) {
  if (!isDer(der, size)) {
    return false;
  }
  der_.assign(der, der + size);
  return true;
}

bool PrivateKey::isEC() const {
  return holds(der_, EC_ID) || holds(der_, PRIME_CURVE_ID) || holds(der_, OTHER_CURVE_ID);
}

X509List::X509List(Stream& stream, size_t size) {
  Der bytes = load(stream, size);
  if (!append(reinterpret_cast<const char*>(bytes.data()))) {
    append(bytes.data(), bytes.size() - 1);
  }
}

bool X509List::append(const char* pem) {
  std::vector<Der> found = fromPem(pem, "CERTIFICATE");
  all_.insert(all_.end(), found.begin(), found.end());
  return !found.empty();
}

bool X509List::append(const uint8_t* der, size_t size) {
  if (!isDer(der, size)) {
    return false;
  }
  all_.push_back(Der(der, der + size));
  return true;
}

}  // namespace BearSSL
