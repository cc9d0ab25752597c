#pragma once
#include <stdint.h>

#include "flash.h"
#include "line_writer.h"

namespace tidegate {

/// The channels of a board as one text in flash, a line each, in the words of a D frame:
/// `name kind unit decimals access`. So they cost a board no RAM at all.
class Channels {
 public:
  constexpr explicit Channels(const char* flash = nullptr) : flash_(flash) {}

  uint8_t count() const {
    uint8_t count = 0;
    for (const char* at = flash_; more(at); at = lineAfter(at)) {
      count++;
    }
    return count;
  }

  /// Writes channel `index` as the last fields of a line.
  void write(uint8_t index, LineWriter& line) const {
    const char* at = flash_;
    while (index-- > 0) {
      at = lineAfter(at);
    }
    line.character(' ');
    for (char c; (c = flashChar(at)) != 0 && c != '\n'; at++) {
      line.character(c);
    }
  }

  bool isWritable(const char* name) const {
    for (const char* at = flash_; more(at); at = lineAfter(at)) {
      if (isNamed(at, name)) {
        const char* end = lineAfter(at);
        return flashChar(flashChar(end - 1) == '\n' ? end - 2 : end - 1) == 'w';
      }
    }
    return false;
  }

 private:
  static bool more(const char* at) { return at != nullptr && flashChar(at) != 0; }

  static const char* lineAfter(const char* at) {
    for (char c; (c = flashChar(at)) != 0;) {
      at++;
      if (c == '\n') {
        break;
      }
    }
    return at;
  }

  static bool isNamed(const char* at, const char* name) {
    while (*name != 0 && flashChar(at) == *name) {
      at++;
      name++;
    }
    return *name == 0 && flashChar(at) == ' ';
  }

  const char* flash_;
};

}  // namespace tidegate
