#pragma once
#include <stdint.h>
#include <string.h>

#include "line_writer.h"

namespace tidegate {

inline char base64UrlDigit(uint8_t six) {
  return static_cast<char>(six < 26   ? 'A' + six
                           : six < 52 ? 'a' + six - 26
                           : six < 62 ? '0' + six - 52
                           : six == 62 ? '-'
                                       : '_');
}

inline uint8_t base64UrlValue(char c) {
  return static_cast<uint8_t>(c == '-'   ? 62
                              : c == '_' ? 63
                              : c >= 'a' ? c - 'a' + 26
                              : c >= 'A' ? c - 'A'
                                         : c - '0' + 52);
}

/// Without padding.
inline void writeBase64Url(LineWriter& line, const uint8_t* bytes, uint16_t length) {
  uint16_t bits = 0;
  uint8_t count = 0;
  for (; length > 0; length--) {
    bits = static_cast<uint16_t>((bits & 0x3F) << 8 | *bytes++);
    for (count += 8; count >= 6;) {
      count -= 6;
      line.character(base64UrlDigit((bits >> count) & 0x3F));
    }
  }
  if (count > 0) {
    line.character(base64UrlDigit((bits << (6 - count)) & 0x3F));
  }
}

/// Of a good text: how many bytes it is, and one of them.
inline uint16_t sizeOfBase64Url(const char* text) {
  return static_cast<uint16_t>(strlen(text) * 3 / 4);
}

inline uint8_t byteOfBase64Url(const char* text, uint16_t index) {
  const char* at = text + index / 3 * 4 + index % 3;
  uint16_t twelve = static_cast<uint16_t>(base64UrlValue(at[0]) << 6 | base64UrlValue(at[1]));
  return static_cast<uint8_t>(twelve >> (4 - index % 3 * 2));
}

}  // namespace tidegate
