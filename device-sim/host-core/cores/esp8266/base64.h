#pragma once
#include "WString.h"

class base64 {
 public:
  /// With a line's end after each 72 characters, if asked for.
  static String encode(const uint8_t* bytes, size_t size, bool newLines = false);
  static String encode(const String& text, bool newLines = false) {
    return encode(reinterpret_cast<const uint8_t*>(text.c_str()), text.length(), newLines);
  }
};
