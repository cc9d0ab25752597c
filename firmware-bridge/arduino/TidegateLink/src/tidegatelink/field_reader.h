#pragma once
#include <stdint.h>

#include "characters.h"
#include "flash.h"
#include "limits.h"

namespace tidegate {

// The largest number of 32 bits.
static const char largestNumber[] TIDEGATE_FLASH = "4294967295";

/// Splits the fields of a frame in place and checks them by a string of kinds, one letter a field:
///
///     s session or nonce         0 number from 0 to the last sequence number
///     i id of up to 16           1 number from 1 to the last sequence number
///     f free text, the last one  c number from 1        u any number
///     t milliseconds since 1970  q quality of a time
///
/// One table instead of code for each frame: on a board flash is scarce. For the same reason
/// numbers are checked as texts, and made into numbers only where they are used.
class FieldReader {
 public:
  static constexpr uint8_t fieldsMost = 7;

  char* text[fieldsMost];

  uint32_t number(uint8_t field) const { return readDecimal(text[field]); }

  /// `line` is what stands behind the type, with an end; `kinds` is in flash. The texts point into
  /// the line, which now has ends at its spaces.
  bool read(char* line, const char* kinds) {
    for (char** next = text; char kind = flashChar(kinds); kinds++) {
      if (*line != ' ') {
        return false;
      }
      *line++ = 0;
      *next++ = line;
      if (kind == 'f') {
        return true;
      }
      const char* end = endOf(line, lettersOf(kind));
      if (!isGood(kind, line, static_cast<uint16_t>(end - line))) {
        return false;
      }
      line += end - line;
    }
    return *line == 0;
  }

  /// Whether these digits are a number from `zero ? 0 : 1` on that fits 32 bits, the largest one
  /// only if `all`.
  static bool isNumber(const char* text, uint16_t length, bool zero, bool all) {
    if (!isPlainDecimal(text, length) || length > 10 || (*text == '0' && !zero)) {
      return false;
    }
    if (length < 10) {
      return true;
    }
    // Texts of one length are in the order of their numbers.
    for (const char* most = largestNumber; char digit = flashChar(most); most++, text++) {
      if (*text != digit) {
        return *text < digit;
      }
    }
    return all;
  }

 private:
  static Letters lettersOf(char kind) {
    return kind == 's'   ? Letters::Base64Url
           : kind == 'i' || kind == 'q' ? Letters::Id
                                        : Letters::Digits;
  }

  /// `text` has `length` of the letters of that kind.
  static bool isGood(char kind, const char* text, uint16_t length) {
    switch (kind) {
      case 's':
        return length == limits::sessionLength;
      case 'i':
        return length > 0 && length <= limits::channelNameLength;
      case 't':
        return isPlainDecimal(text, length) && length <= 15;
      case 'q':
        return length == 1 && (*text == 's' || *text == 'u');
    }
    return isNumber(text, length, kind == '0' || kind == 'u', kind == 'c' || kind == 'u');
  }

  /// Without leading zeros.
  static bool isPlainDecimal(const char* text, uint16_t length) {
    return length > 0 && (*text != '0' || length == 1);
  }
};

}  // namespace tidegate
