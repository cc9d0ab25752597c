#pragma once
#include <stdint.h>

#include "characters.h"
#include "crc32.h"
#include "flash.h"

namespace tidegate {

/// Writes lines of the link, byte by byte, so that no board needs memory for a whole one.
/// PROTOCOL.md, section 1: LF ~1 T SP field ... * CRC LF.
class LineWriter {
 public:
  /// Takes the bytes; `context` is the caller's.
  typedef void (*Put)(void* context, uint8_t byte);

  constexpr LineWriter(Put put, void* context) : put_(put), context_(context) {}

  void begin(char type) {
    beginCheck();
    silent_ = false;
    size_ = 0;
    character('\n');
    crc_ = crcStart;
    character('~');
    character('1');
    character(type);
  }

  /// What comes now is not written, only taken into the check.
  void beginCheck() {
    crc_ = crcStart;
    silent_ = true;
  }

  /// The CRC of what came since.
  uint32_t check() const { return ~crc_; }

  void text(const char* text) {
    while (*text != 0) {
      character(*text++);
    }
  }

  void field(const char* field) {
    character(' ');
    text(field);
  }

  void field(uint32_t number) {
    char digits[decimalSize];
    field(writeDecimal(number, digits));
  }

  /// A text in flash, to its end or the end of its line.
  void flashField(const char* text) {
    character(' ');
    for (char c; (c = flashChar(text)) != 0 && c != '\n'; text++) {
      character(c);
    }
  }

  void character(char c) {
    crc_ = crcAdd(crc_, static_cast<uint8_t>(c));
    size_++;
    if (!silent_) {
      put_(context_, static_cast<uint8_t>(c));
    }
  }

  /// Of the line, its first LF included.
  uint8_t bytesSoFar() const { return size_; }

  /// Ends the line; gives its bytes, both LF included.
  uint8_t end() {
    char digits[hexSize];
    writeHex(check(), digits);
    character('*');
    text(digits);
    character('\n');
    return size_;
  }

 private:
  Put put_;
  void* context_;
  uint32_t crc_ = 0;
  uint8_t size_ = 0;
  bool silent_ = false;
};

}  // namespace tidegate
