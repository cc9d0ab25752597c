#pragma once
#include <stdint.h>

#include "characters.h"
#include "crc32.h"
#include "flash.h"

namespace tidegate {

/// Writes one line of the link, byte by byte, so that no board needs memory for a whole one.
/// PROTOCOL.md, section 1: LF ~1 T SP field ... * CRC LF.
class LineWriter {
 public:
  /// Takes the bytes; `context` is the caller's.
  typedef void (*Put)(void* context, uint8_t byte);

  LineWriter(Put put, void* context, char type) : put_(put), context_(context) {
    raw('\n');
    character('~');
    character('1');
    character(type);
  }

  void field(const char* text) {
    character(' ');
    while (*text != 0) {
      character(*text++);
    }
  }

  void field(uint32_t number) {
    char digits[decimalSize];
    field(writeDecimal(number, digits));
  }

  void hexField(uint32_t value) {
    char digits[9];
    writeHex(value, digits);
    digits[8] = 0;
    field(digits);
  }

  /// A text in flash.
  void flashField(const char* text) {
    character(' ');
    for (char c; (c = flashChar(text)) != 0; text++) {
      character(c);
    }
  }

  /// Text from outside: what may not stand in a line becomes '?', what is longer than `most` is cut.
  void freeField(const char* text, uint16_t most, bool inFlash) {
    character(' ');
    for (; most > 0; text++, most--) {
      char c = inFlash ? flashChar(text) : *text;
      if (c == 0) {
        return;
      }
      character(isPrint(c) ? c : '?');
    }
  }

  void character(char c) {
    crc_.add(static_cast<uint8_t>(c));
    raw(c);
  }

  /// Ends the line; gives its bytes, both LF included.
  uint16_t end() {
    char digits[8];
    writeHex(crc_.value(), digits);
    raw('*');
    for (uint8_t i = 0; i < 8; i++) {
      raw(digits[i]);
    }
    raw('\n');
    return size_;
  }

 private:
  void raw(char c) {
    size_++;
    put_(context_, static_cast<uint8_t>(c));
  }

  Put put_;
  void* context_;
  Crc32 crc_;
  uint16_t size_ = 0;
};

}  // namespace tidegate
