#pragma once
#include <stddef.h>
#include <stdint.h>

#include "limits.h"

namespace tidegate {

/// A reading that the gateway does not have safe yet. Its JSON follows behind `length`.
struct KeptReading {
  static constexpr uint8_t sentOnce = 1;
  static constexpr uint8_t sentMore = 2;
  /// The board was reset in between: the age is not known, only that it is not less.
  static constexpr uint8_t atLeast = 4;
  /// The age has passed what a board can count.
  static constexpr uint8_t overAge = 8;

  uint32_t taken;
  uint32_t sent;
  /// Of `taken`, `length` and the JSON: what is never written again while the reading waits.
  uint32_t check;
  uint8_t flags;
  uint8_t length;
};

/// The places for results follow behind it.
struct KeptResults {
  /// Of `next` and all results.
  uint32_t check;
  uint8_t next;
};

/// The result of a command; its text follows behind `code`, with an end. Number 0: none.
struct KeptResult {
  uint32_t number;
  uint8_t code;
};

/// What goes on after a reset, beside readings and results.
struct KeptHeader {
  // Under `check`, without gaps: 21 bytes.
  uint32_t base;
  uint32_t series;
  uint16_t first;
  uint16_t held;
  char session[limits::sessionLength + 1];

  uint32_t check;
  // Changes at each poll(), so it stands twice instead of under a checksum.
  uint32_t last;
  uint32_t lastInverted;

  static constexpr uint8_t checkedBytes = 21;
};

/// How large the parts of a memory are. It goes into the checksums: what a memory of another shape
/// left is not taken over.
struct MemoryShape {
  uint16_t readings;
  uint16_t readingBytes;
  uint8_t resultBytes;
  uint8_t jsonBytes;
};

/// All that a board keeps over a reset. It has no constructor: where it stands in memory that a
/// reset leaves alone, nothing may write it at start. Whether it holds anything, checksums say.
template <uint16_t Readings, uint8_t JsonBytes, uint8_t ResultBytes = limits::resultTextLength>
struct Memory {
  static_assert(Readings >= 1, "a board keeps one reading at least");
  static_assert(JsonBytes >= 2 && JsonBytes <= limits::readingJsonBytes,
                "JSON of a reading is 2 to 194 bytes long");
  static_assert(ResultBytes <= limits::resultTextLength,
                "the text of a result is 32 bytes long at most");

  struct Reading {
    KeptReading head;
    char json[JsonBytes];
  };

  struct Result {
    KeptResult head;
    char text[ResultBytes + 1];
  };

  KeptHeader header;
  KeptResults results;
  Result result[limits::resultsKept];
  Reading readings[Readings];
};

}  // namespace tidegate
