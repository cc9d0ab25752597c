#pragma once
#include <stdint.h>

#include "flash.h"

namespace tidegate {

/// How a command ended, the codes that come from a board: PROTOCOL.md, section 6.
enum class ResultCode : uint8_t { Ok, Failed, Busy, NoChannel, Expired };

enum class LogLevel : uint8_t { Debug, Info, Warn, Error };

// In the order of the constants.
static const char resultWords[] TIDEGATE_FLASH = "ok\0failed\0busy\0nochannel\0expired";
static const char levelWords[] TIDEGATE_FLASH = "debug\0info\0warn\0error";

/// The word number `index` of a row of words in flash.
inline const char* wordAt(const char* words, uint8_t index) {
  while (index > 0) {
    if (flashChar(words++) == 0) {
      index--;
    }
  }
  return words;
}

inline const char* word(ResultCode code) {
  return wordAt(resultWords, static_cast<uint8_t>(code));
}

inline const char* word(LogLevel level) {
  return wordAt(levelWords, static_cast<uint8_t>(level));
}

}  // namespace tidegate
