#pragma once
#include <stdint.h>
#include <string.h>

#include "crc32.h"
#include "memory.h"
#include "words.h"

namespace tidegate {

/// The last command results: a command that comes again is answered, not done again.
class Results {
 public:
  constexpr Results(KeptHeader& header, void* first, uint8_t strideBytes, uint8_t textBytes)
      : header_(header),
        first_(first),
        strideBytes_(strideBytes),
        textBytes_(textBytes) {}

  uint8_t strideBytes() const { return strideBytes_; }

  bool intact() const { return header_.nextResult < limits::resultsKept && header_.resultsCheck == sum(); }

  /// The header's place for the next one is the caller's to seal.
  void forget() {
    memset(first_, 0, static_cast<uint16_t>(limits::resultsKept) * strideBytes_);
    header_.nextResult = 0;
    header_.resultsCheck = sum();
  }

  /// Null when it is not one of the last.
  const KeptResult* find(uint32_t number) const {
    for (uint8_t i = 0; i < limits::resultsKept; i++) {
      if (at(i)->number == number) {
        return at(i);
      }
    }
    return nullptr;
  }

  const KeptResult* remember(uint32_t number, ResultCode code, const char* text) {
    KeptResult* result = at(header_.nextResult);
    header_.nextResult = (header_.nextResult + 1) % limits::resultsKept;
    result->number = number;
    result->code = static_cast<uint8_t>(code);
    char* copy = reinterpret_cast<char*>(result) + sizeof(KeptResult);
    strncpy(copy, text, textBytes_);
    copy[textBytes_] = 0;
    header_.resultsCheck = sum();
    return result;
  }

  static const char* textOf(const KeptResult* result) {
    return reinterpret_cast<const char*>(result) + sizeof(KeptResult);
  }

 private:
  KeptResult* at(uint8_t index) const {
    return reinterpret_cast<KeptResult*>(static_cast<uint8_t*>(first_) + static_cast<uint16_t>(index) * strideBytes_);
  }

  uint32_t sum() const {
    Crc32 crc;
    crc.add(first_, static_cast<uint16_t>(limits::resultsKept) * strideBytes_);
    return crc.value();
  }

  KeptHeader& header_;
  void* first_;
  uint8_t strideBytes_;
  uint8_t textBytes_;
};

}  // namespace tidegate
