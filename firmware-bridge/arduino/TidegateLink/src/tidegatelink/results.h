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
  constexpr Results(KeptResults& kept, uint8_t strideBytes, uint8_t textBytes)
      : kept_(kept), strideBytes_(strideBytes), textBytes_(textBytes) {}

  bool intact() const { return kept_.next < limits::resultsKept && kept_.check == sum(); }

  void forget() {
    memset(&kept_ + 1, 0, sizeBytes());
    kept_.next = 0;
    kept_.check = sum();
  }

  /// Null when it is not one of the last.
  const KeptResult* find(uint32_t number) const {
    for (uint8_t i = 0; i < limits::resultsKept; i++) {
      const KeptResult* result = at(i);
      if (result->number == number) {
        return result;
      }
    }
    return nullptr;
  }

  const KeptResult* remember(uint32_t number, ResultCode code, const char* text) {
    KeptResult* result = at(kept_.next);
    kept_.next = (kept_.next + 1) % limits::resultsKept;
    result->number = number;
    result->code = static_cast<uint8_t>(code);
    char* copy = textOf(result);
    for (uint8_t left = textBytes_; left > 0 && *text != 0; left--) {
      *copy++ = *text++;
    }
    *copy = 0;
    kept_.check = sum();
    return result;
  }

  static const char* textOf(const KeptResult* result) {
    return textOf(const_cast<KeptResult*>(result));
  }

 private:
  static char* textOf(KeptResult* result) { return reinterpret_cast<char*>(&result->code) + 1; }

  KeptResult* at(uint8_t index) const {
    uint8_t* first = reinterpret_cast<uint8_t*>(&kept_ + 1);
    return reinterpret_cast<KeptResult*>(first + index * strideBytes_);
  }

  uint16_t sizeBytes() const { return limits::resultsKept * strideBytes_; }

  uint32_t sum() const { return crc32(&kept_ + 1, sizeBytes(), kept_.next); }

  KeptResults& kept_;
  uint8_t strideBytes_;
  uint8_t textBytes_;
};

}  // namespace tidegate
