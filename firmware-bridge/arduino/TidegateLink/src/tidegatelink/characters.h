#pragma once
#include <stdint.h>

namespace tidegate {

/// The only bytes between `~` and the end of a line.
inline bool isPrint(char c) { return c >= 0x20 && c <= 0x7E; }

inline bool isDigit(char c) { return c >= '0' && c <= '9'; }

inline bool isLetterOrDigit(char c) {
  return isDigit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/// Of a device id, a channel name, a code.
inline bool isIdChar(char c) {
  return isLetterOrDigit(c) || c == '_' || c == '.' || c == ':' || c == '-';
}

/// Of a nonce or a session.
inline bool isBase64Url(char c) { return isLetterOrDigit(c) || c == '_' || c == '-'; }

inline char hexDigit(uint8_t nibble) {
  return static_cast<char>(nibble < 10 ? '0' + nibble : 'A' + nibble - 10);
}

/// Eight upper-case digits at `text`, without an end.
inline void writeHex(uint32_t value, char* text) {
  for (uint8_t i = 8; i-- > 0; value >>= 4) {
    text[i] = hexDigit(value & 0xF);
  }
}

/// Ten digits and the end.
constexpr uint8_t decimalSize = 11;

/// Writes into the end of `buffer` (decimalSize bytes) and gives where the text begins.
inline const char* writeDecimal(uint32_t value, char* buffer) {
  char* at = buffer + decimalSize - 1;
  *at = 0;
  do {
    *--at = static_cast<char>('0' + value % 10);
    value /= 10;
  } while (value > 0);
  return at;
}

}  // namespace tidegate
