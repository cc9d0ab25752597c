#pragma once
#include <stdint.h>

#include "fault.h"
#include "field_reader.h"
#include "flash.h"

namespace tidegate {

// Each type that goes down and the kinds of its fields, PROTOCOL.md, section 2.
static const char downTypes[] TIDEGATE_FLASH =
    "?\0"
    "wss\0"
    "as0\0"
    "hs0u\0"
    "ns1\0"
    "cscuif\0"
    "ttq\0"
    "eif\0";

/// A frame that a board may get. Its texts point into the decoder's buffer: use it before
/// returning.
class DownFrame {
 public:
  char type;
  FieldReader fields;

  /// `body` stands between the version digit and the `*`, is not empty and has an end.
  TIDEGATE_SHARED Fault read(char* body) {
    type = *body;
    const char* row = downTypes;
    while (flashChar(row) != type) {
      while (flashChar(row++) != 0) {
      }
      if (flashChar(row) == 0) {
        return Fault::UnknownType;
      }
    }
    return fields.read(body + 1, row + 1) ? Fault::None : Fault::Malformed;
  }

  /// A line down is as long as the board's buffer, which the decoder sees to.
  static constexpr uint16_t bytesMost = UINT16_MAX;
};

}  // namespace tidegate
