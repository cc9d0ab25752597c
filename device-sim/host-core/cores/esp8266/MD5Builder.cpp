#include "MD5Builder.h"

#include <math.h>
#include <stdio.h>

#include <algorithm>
#include <new>

#include "Arduino.h"
#include "md5.h"

namespace {

constexpr size_t BLOCK = 64;
constexpr uint8_t TURNS[4][4] = {{7, 12, 17, 22}, {5, 9, 14, 20}, {4, 11, 16, 23}, {6, 10, 15, 21}};

uint32_t turned(uint32_t value, int by) { return value << by | value >> (32 - by); }

uint8_t digit(char c) {
  return static_cast<uint8_t>(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
}

}  // namespace

void MD5Builder::begin() {
  state_[0] = 0x67452301;
  state_[1] = 0xefcdab89;
  state_[2] = 0x98badcfe;
  state_[3] = 0x10325476;
  size_ = 0;
}

void MD5Builder::add(const uint8_t* bytes, uint16_t size) {
  for (size_t i = 0; i < size; i++) {
    waiting_[size_++ % BLOCK] = bytes[i];
    if (size_ % BLOCK == 0) {
      block(waiting_);
    }
  }
}

void MD5Builder::addHexString(const char* digits) {
  for (; digits[0] != 0 && digits[1] != 0; digits += 2) {
    uint8_t value = static_cast<uint8_t>(digit(digits[0]) << 4 | digit(digits[1]));
    add(&value, 1);
  }
}

bool MD5Builder::addStream(Stream& stream, size_t most) {
  uint8_t part[256];
  while (most > 0) {
    size_t count = stream.readBytes(part, std::min(most, sizeof part));
    if (count == 0) {
      return false;
    }
    add(part, static_cast<uint16_t>(count));
    most -= count;
    yield();
  }
  return true;
}

/// A one, zeros, and how many bits there were.
void MD5Builder::calculate() {
  uint64_t bits = size_ * 8;
  uint8_t value = 0x80;
  do {
    add(&value, 1);
    value = 0;
  } while (size_ % BLOCK != BLOCK - sizeof bits);
  for (size_t i = 0; i < sizeof bits; i++) {
    value = static_cast<uint8_t>(bits >> 8 * i);
    add(&value, 1);
  }
  for (size_t i = 0; i < sizeof digest_; i++) {
    digest_[i] = static_cast<uint8_t>(state_[i / 4] >> 8 * (i % 4));
  }
}

void MD5Builder::getChars(char* into) const {
  for (size_t i = 0; i < sizeof digest_; i++) {
    sprintf(into + 2 * i, "%02x", digest_[i]);
  }
}

String MD5Builder::toString() const {
  char text[2 * sizeof digest_ + 1];
  getChars(text);
  return text;
}

/// RFC 1321.
void MD5Builder::block(const uint8_t* bytes) {
  uint32_t words[16];
  memcpy(words, bytes, sizeof words);
  uint32_t a = state_[0];
  uint32_t b = state_[1];
  uint32_t c = state_[2];
  uint32_t d = state_[3];
  for (int i = 0; i < 64; i++) {
    uint32_t mixed;
    int word;
    switch (i / 16) {
      case 0:
        mixed = (b & c) | (~b & d);
        word = i;
        break;
      case 1:
        mixed = (d & b) | (~d & c);
        word = (5 * i + 1) % 16;
        break;
      case 2:
        mixed = b ^ c ^ d;
        word = (3 * i + 5) % 16;
        break;
      default:
        mixed = c ^ (b | ~d);
        word = 7 * i % 16;
        break;
    }
    uint32_t sine = static_cast<uint32_t>(fabs(sin(i + 1.0)) * 4294967296.0);
    uint32_t sum = a + mixed + sine + words[word];
    a = d;
    d = c;
    c = b;
    b += turned(sum, TURNS[i / 16][i % 4]);
  }
  state_[0] += a;
  state_[1] += b;
  state_[2] += c;
  state_[3] += d;
}

// ---- as the ROM's functions ----

static_assert(sizeof(MD5Builder) <= sizeof(md5_context_t), "a builder lies in a context");

void MD5Init(md5_context_t* context) { (new (context) MD5Builder)->begin(); }

void MD5Update(md5_context_t* context, const uint8_t* bytes, const uint16_t size) {
  reinterpret_cast<MD5Builder*>(context)->add(bytes, size);
}

void MD5Final(uint8_t digest[16], md5_context_t* context) {
  MD5Builder* builder = reinterpret_cast<MD5Builder*>(context);
  builder->calculate();
  builder->getBytes(digest);
}
