#pragma once
#include <stdint.h>

#include "flash.h"
#include "shared.h"

namespace tidegate {

/// The channels of a board as one text in flash, a line each, in the words of a D frame:
/// `name kind unit decimals access`. So they cost a board no RAM at all.
class Channels {
 public:
  constexpr explicit Channels(const char* flash = nullptr) : flash_(flash) {}

  /// The first one's line, null when there is none.
  const char* first() const { return isLine(flash_); }

  /// The next one's, null when `line` is the last.
  static const char* after(const char* line) {
    for (char c; (c = flashChar(line)) != 0;) {
      line++;
      if (c == '\n') {
        return isLine(line);
      }
    }
    return nullptr;
  }

  uint8_t count() const {
    uint8_t count = 0;
    for (const char* line = first(); line != nullptr; line = after(line)) {
      count++;
    }
    return count;
  }

  bool isWritable(const char* name) const {
    for (const char* line = first(); line != nullptr; line = after(line)) {
      if (isNamed(line, name)) {
        return lastOf(line) == 'w';
      }
    }
    return false;
  }

 private:
  static const char* isLine(const char* at) {
    return at != nullptr && flashChar(at) != 0 ? at : nullptr;
  }

  static bool isNamed(const char* line, const char* name) {
    for (; *name != 0; name++, line++) {
      if (flashChar(line) != *name) {
        return false;
      }
    }
    return flashChar(line) == ' ';
  }

  static char lastOf(const char* line) {
    char last = 0;
    for (char c; (c = flashChar(line)) != 0 && c != '\n'; line++) {
      last = c;
    }
    return last;
  }

  const char* flash_;
};

}  // namespace tidegate
