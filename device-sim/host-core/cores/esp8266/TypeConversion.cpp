#include "TypeConversion.h"

#include <stdlib.h>

#include "coredecls.h"

namespace experimental {
namespace TypeConversion {

String uint8ArrayToHexString(const uint8_t* bytes, uint32_t size) {
  static const char digits[] = "0123456789abcdef";
  String text;
  text.reserve(2 * size);
  for (uint32_t i = 0; i < size; i++) {
    text += digits[bytes[i] >> 4];
    text += digits[bytes[i] & 15];
  }
  return text;
}

uint8_t* hexStringToUint8Array(const String& digits, uint8_t* into, uint32_t size) {
  for (uint32_t i = 0; i < size; i++) {
    into[i] = static_cast<uint8_t>(strtoul(digits.substring(2 * i, 2 * i + 2).c_str(), nullptr, 16));
  }
  return into;
}

uint8_t* uint64ToUint8ArrayBE(uint64_t value, uint8_t* into) {
  for (int i = 0; i < 8; i++) {
    into[i] = static_cast<uint8_t>(value >> (56 - 8 * i));
  }
  return into;
}

uint64_t uint8ArrayToUint64BE(const uint8_t* bytes) {
  uint64_t value = 0;
  for (int i = 0; i < 8; i++) {
    value = value << 8 | bytes[i];
  }
  return value;
}

}  // namespace TypeConversion
}  // namespace experimental

/// The usual polynomial, not reflected, without the last inversion.
uint32_t crc32(const void* data, size_t length, uint32_t crc) {
  const uint8_t* bytes = static_cast<const uint8_t*>(data);
  for (size_t i = 0; i < length; i++) {
    for (uint32_t bit = 0x80; bit > 0; bit >>= 1) {
      bool high = (crc & 0x80000000) != 0;
      high = (bytes[i] & bit) != 0 ? !high : high;
      crc = high ? crc << 1 ^ 0x04c11db7 : crc << 1;
    }
  }
  return crc;
}

uint32_t sqrt32(uint32_t n) {
  uint32_t root = 0;
  for (uint32_t bit = 1u << 15; bit > 0; bit >>= 1) {
    uint64_t tried = root | bit;
    root = tried * tried <= n ? static_cast<uint32_t>(tried) : root;
  }
  return root;
}
