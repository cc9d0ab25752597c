#pragma once
#include <stdint.h>

#include "shared.h"

namespace tidegate {

/// The only bytes between `~` and the end of a line.
inline bool isPrint(char c) { return c >= 0x20 && c <= 0x7E; }

inline bool isDigit(char c) { return c >= '0' && c <= '9'; }

/// What a field may be made of. Base64Url: a nonce or a session. Id: a device id, a channel name,
/// a code.
enum class Letters : uint8_t { Digits, Base64Url, Id };

/// Where the run of such letters that begins at `text` ends. A text's end is none of them.
inline const char* endOf(const char* text, Letters letters) {
  for (;; text++) {
    char c = *text;
    if (isDigit(c)) {
      continue;
    }
    char small = static_cast<char>(c | 0x20);
    bool inBase64Url = (small >= 'a' && small <= 'z') || c == '_' || c == '-';
    bool inId = inBase64Url || c == '.' || c == ':';
    if (letters == Letters::Digits || !(letters == Letters::Id ? inId : inBase64Url)) {
      return text;
    }
  }
}

inline char hexDigit(uint8_t nibble) {
  return static_cast<char>(nibble < 10 ? '0' + nibble : 'A' + nibble - 10);
}

/// Eight digits and the end.
constexpr uint8_t hexSize = 9;

/// Writes eight upper-case digits and the end.
inline void writeHex(uint32_t value, char* text) {
  text[8] = 0;
  for (uint8_t i = 8; i-- > 0; value >>= 4) {
    text[i] = hexDigit(value & 0xF);
  }
}

/// Ten digits and the end.
constexpr uint8_t decimalSize = 11;

/// Writes into the end of `buffer` (decimalSize bytes) and gives where the text begins.
TIDEGATE_SHARED inline const char* writeDecimal(uint32_t value, char* buffer) {
  char* at = buffer + decimalSize - 1;
  *at = 0;
  do {
    *--at = static_cast<char>('0' + value % 10);
    value /= 10;
  } while (value > 0);
  return at;
}

/// Of a text of digits that is no longer than a 32-bit number is.
inline uint32_t readDecimal(const char* text) {
  uint32_t value = 0;
  for (; *text != 0; text++) {
    value = value * 10 + static_cast<uint8_t>(*text - '0');
  }
  return value;
}

}  // namespace tidegate
