#pragma once
#include <stdint.h>

#include "characters.h"
#include "flash.h"
#include "limits.h"

namespace tidegate {

/// Splits the fields of a frame in place and checks them by a string of kinds, one letter a field:
///
///     s session or nonce         0 number from 0 to the last sequence number
///     i id of up to 16           1 number from 1 to the last sequence number
///     f free text, the last one  c number from 1        u any number
///     t milliseconds since 1970  q quality of a time
///
/// One table instead of code for each frame: on a board flash is scarce.
class FieldReader {
 public:
  static constexpr uint8_t fieldsMost = 5;

  const char* text[fieldsMost];
  uint32_t number[fieldsMost];

  /// `line` is what stands behind the type, with an end; `kinds` is in flash. The texts point into
  /// the line, which now has ends at its spaces.
  bool read(char* line, const char* kinds) {
    for (uint8_t i = 0; flashChar(kinds) != 0; i++, kinds++) {
      if (*line != ' ') {
        return false;
      }
      *line++ = 0;
      text[i] = line;
      char kind = flashChar(kinds);
      if (kind == 'f') {
        return true;
      }
      char* end = line;
      while (*end != 0 && *end != ' ') {
        end++;
      }
      if (!check(kind, line, static_cast<uint16_t>(end - line), number[i])) {
        return false;
      }
      line = end;
    }
    return *line == 0;
  }

  static bool isBase64Name(const char* text, uint16_t length) {
    return length == limits::sessionLength && all(text, length, isBase64Url);
  }

  static bool isId(const char* text, uint16_t length, uint16_t most) {
    return length > 0 && length <= most && all(text, length, isIdChar);
  }

  /// Without sign, without leading zeros, below 2^32.
  static bool readNumber(const char* text, uint16_t length, uint32_t& value) {
    if (!isPlainDecimal(text, length, 10)) {
      return false;
    }
    value = 0;
    for (; length > 0; length--, text++) {
      uint8_t digit = static_cast<uint8_t>(*text - '0');
      if (value > 429496729UL || (value == 429496729UL && digit > 5)) {
        return false;
      }
      value = value * 10 + digit;
    }
    return true;
  }

 private:
  static bool check(char kind, const char* text, uint16_t length, uint32_t& value) {
    switch (kind) {
      case 's':
        return isBase64Name(text, length);
      case 'i':
        return isId(text, length, limits::channelNameLength);
      case 't':
        return isPlainDecimal(text, length, 15);
      case 'q':
        return length == 1 && (*text == 's' || *text == 'u');
    }
    if (!readNumber(text, length, value)) {
      return false;
    }
    bool zeroAllowed = kind == '0' || kind == 'u';
    bool lastAllowed = kind == 'c' || kind == 'u';
    return (zeroAllowed || value > 0) && (lastAllowed || value <= limits::sequenceLast);
  }

  static bool isPlainDecimal(const char* text, uint16_t length, uint8_t most) {
    return length > 0 && length <= most && (*text != '0' || length == 1) &&
           all(text, length, isDigit);
  }

  static bool all(const char* text, uint16_t length, bool (*holds)(char)) {
    while (length-- > 0) {
      if (!holds(*text++)) {
        return false;
      }
    }
    return true;
  }
};

}  // namespace tidegate
