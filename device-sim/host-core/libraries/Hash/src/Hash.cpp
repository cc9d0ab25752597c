#include "Hash.h"

namespace {

constexpr uint32_t BLOCK = 64;
constexpr uint32_t LENGTH_AT = 56;

uint32_t turned(uint32_t word, int by) { return word << by | word >> (32 - by); }

/// FIPS 180-4, 6.1.2.
void take(uint32_t state[5], const uint8_t block[BLOCK]) {
  uint32_t words[80];
  for (int t = 0; t < 16; t++) {
    words[t] = static_cast<uint32_t>(block[4 * t]) << 24 | block[4 * t + 1] << 16 |
               block[4 * t + 2] << 8 | block[4 * t + 3];
  }
  for (int t = 16; t < 80; t++) {
    words[t] = turned(words[t - 3] ^ words[t - 8] ^ words[t - 14] ^ words[t - 16], 1);
  }
  uint32_t a = state[0], b = state[1], c = state[2], d = state[3], e = state[4];
  for (int t = 0; t < 80; t++) {
    uint32_t mixed = t < 20   ? ((b & c) | (~b & d)) + 0x5A827999
                     : t < 40 ? (b ^ c ^ d) + 0x6ED9EBA1
                     : t < 60 ? ((b & c) | (b & d) | (c & d)) + 0x8F1BBCDC
                              : (b ^ c ^ d) + 0xCA62C1D6;
    uint32_t next = turned(a, 5) + mixed + e + words[t];
    e = d;
    d = c;
    c = turned(b, 30);
    b = a;
    a = next;
  }
  state[0] += a;
  state[1] += b;
  state[2] += c;
  state[3] += d;
  state[4] += e;
}

}  // namespace

void sha1(const uint8_t* bytes, uint32_t size, uint8_t hash[20]) {
  uint32_t state[5] = {0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0};
  uint32_t done = 0;
  for (; size - done >= BLOCK; done += BLOCK) {
    take(state, bytes + done);
  }
  uint8_t last[2 * BLOCK] = {};
  uint32_t left = size - done;
  for (uint32_t i = 0; i < left; i++) {
    last[i] = bytes[done + i];
  }
  last[left] = 0x80;
  uint32_t end = left < LENGTH_AT ? BLOCK : 2 * BLOCK;
  uint64_t bits = 8ULL * size;
  for (int i = 0; i < 8; i++) {
    last[end - 1 - i] = static_cast<uint8_t>(bits >> 8 * i);
  }
  for (uint32_t at = 0; at < end; at += BLOCK) {
    take(state, last + at);
  }
  for (int i = 0; i < 20; i++) {
    hash[i] = static_cast<uint8_t>(state[i / 4] >> (24 - 8 * (i % 4)));
  }
}

void sha1(const char* bytes, uint32_t size, uint8_t hash[20]) {
  sha1(reinterpret_cast<const uint8_t*>(bytes), size, hash);
}

void sha1(const String& text, uint8_t hash[20]) { sha1(text.c_str(), text.length(), hash); }

String sha1(const uint8_t* bytes, uint32_t size) {
  static const char digits[] = "0123456789abcdef";
  uint8_t hash[20];
  sha1(bytes, size, hash);
  String text;
  text.reserve(40);
  for (uint8_t each : hash) {
    text += digits[each >> 4];
    text += digits[each & 15];
  }
  return text;
}

String sha1(const char* bytes, uint32_t size) {
  return sha1(reinterpret_cast<const uint8_t*>(bytes), size);
}

String sha1(const String& text) { return sha1(text.c_str(), text.length()); }
