#pragma once
#include <stdint.h>
#include <string.h>

#include "down_frame.h"

namespace tidegate {

// The frame of a byte stream besides.
static const char streamTypes[] TIDEGATE_FLASH = TIDEGATE_DOWN_TYPES "bsciuuuf\0";

/// A frame that a board with a byte stream may get.
class StreamFrame {
 public:
  char type;
  FieldReader fields;

  Fault read(char* body) {
    type = *body;
    Fault fault = readBy<StreamFrame>(body, fields);
    return fault == Fault::None && type == 'b' && !isStream() ? Fault::Malformed : fault;
  }

  static const char* first() { return streamTypes; }

  static constexpr uint16_t bytesMost = UINT16_MAX;

 private:
  /// What the kinds of fields do not tell.
  bool isStream() const {
    const char* word = fields.text[2];
    const char* data = fields.text[6];
    const char* end = endOf(data, Letters::Base64Url);
    uint16_t length = static_cast<uint16_t>(end - data);
    return word[1] == 0 && (*word == 'o' || *word == 'd' || *word == 'c') && *end == 0 &&
           length % 4 != 1 && length <= (limits::streamDataBytes * 4 + 2) / 3;
  }
};

}  // namespace tidegate
