#pragma once
#include <stddef.h>
#include <stdint.h>

#include "characters.h"

namespace tidegate {

/// The words of JSON, written into memory of fixed size: strings, numbers, and plain characters.
class JsonBuffer {
 public:
  bool good() const { return good_; }

  /// Starts anew with an empty object.
  void clear() {
    length_ = 0;
    good_ = true;
  }

 protected:
  /// `text` takes `most` + 1 bytes.
  JsonBuffer(char* text, uint8_t most) : text_(text), most_(most) {}

  /// The object; empty when something did not fit.
  const char* end() {
    uint8_t length = length_;
    if (length == 0) {
      text_[length++] = '{';
    }
    text_[length++] = '}';
    text_[good_ ? length : 0] = 0;
    return text_;
  }

  void member(const char* name) {
    character(length_ == 0 ? '{' : ',');
    character('"');
    plain(name);
    character('"');
    character(':');
  }

  void plain(const char* text) {
    while (*text != 0) {
      character(*text++);
    }
  }

  void number(uint32_t value) {
    char digits[decimalSize];
    plain(writeDecimal(value, digits));
  }

  void fraction(uint32_t digits, uint8_t decimals) {
    if (decimals == 0) {
      return;
    }
    character('.');
    char buffer[decimalSize];
    const char* text = writeDecimal(digits, buffer);
    for (uint8_t have = static_cast<uint8_t>(buffer + decimalSize - 1 - text); have < decimals;
         have++) {
      character('0');
    }
    plain(text);
  }

  void string(const char* text) {
    character('"');
    while (*text != 0) {
      if (*text == '"' || *text == '\\') {
        character('\\');
        character(*text++);
      } else if (isPrint(*text)) {
        character(*text++);
      } else {
        text = escape(text);
      }
    }
    character('"');
  }

  /// Keeps room for the last bracket.
  void character(char c) {
    if (length_ + 1 < most_) {
      text_[length_++] = c;
    } else {
      good_ = false;
    }
  }

 private:
  /// A control character or UTF-8 becomes \uXXXX, two of them above U+FFFF; what is no UTF-8
  /// becomes '?'. Gives where the text goes on.
  const char* escape(const char* text) {
    uint8_t lead = static_cast<uint8_t>(*text++);
    if (lead < 0x80) {
      unit(lead);
      return text;
    }
    uint8_t more = lead >= 0xF0 && lead < 0xF5 ? 3 : lead >= 0xE0 && lead < 0xF0 ? 2 : 1;
    uint32_t code = lead & (0x3F >> more);
    const char* at = text;
    for (uint8_t i = 0; i < more; i++, at++) {
      if ((static_cast<uint8_t>(*at) & 0xC0) != 0x80) {
        character('?');
        return text;
      }
      code = code << 6 | (static_cast<uint8_t>(*at) & 0x3F);
    }
    uint32_t least = more == 1 ? 0x80 : more == 2 ? 0x800 : 0x10000;
    bool surrogate = code >= 0xD800 && code < 0xE000;
    if (lead < 0xC2 || lead > 0xF4 || code < least || code > 0x10FFFF || surrogate) {
      character('?');
      return text;
    }
    if (code >= 0x10000) {
      unit(0xD7C0 + (code >> 10));
      unit(0xDC00 + (code & 0x3FF));
    } else {
      unit(code);
    }
    return at;
  }

  void unit(uint32_t code) {
    character('\\');
    character('u');
    for (int8_t shift = 12; shift >= 0; shift -= 4) {
      character(hexDigit(static_cast<uint8_t>(code >> shift & 0xF)));
    }
  }

  char* text_;
  uint8_t most_;
  uint8_t length_ = 0;
  bool good_ = true;
};

}  // namespace tidegate
