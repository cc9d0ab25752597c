#pragma once
#include <stdint.h>

#include "fault.h"
#include "field_reader.h"
#include "flash.h"
#include "shared.h"

namespace tidegate {

// Each type that goes down to any board and the kinds of its fields, PROTOCOL.md, section 2.
#define TIDEGATE_DOWN_TYPES \
  "?\0" \
  "wss\0" \
  "as0\0" \
  "hs0u\0" \
  "ns1\0" \
  "cscuif\0" \
  "ttq\0" \
  "eif\0"

static const char downTypes[] TIDEGATE_FLASH = TIDEGATE_DOWN_TYPES;

/// Splits the fields of a frame by the row of its type. `body` stands between the version digit and
/// the `*`, is not empty and has an end.
template <class Rows>
TIDEGATE_SHARED Fault readBy(char* body, FieldReader& fields) {
  const char* row = Rows::first();
  while (flashChar(row) != *body) {
    while (flashChar(row++) != 0) {
    }
    if (flashChar(row) == 0) {
      return Fault::UnknownType;
    }
  }
  return fields.read(body + 1, row + 1) ? Fault::None : Fault::Malformed;
}

/// A frame that a board may get. Its texts point into the decoder's buffer: use it before
/// returning.
class DownFrame {
 public:
  char type;
  FieldReader fields;

  Fault read(char* body) {
    type = *body;
    return readBy<DownFrame>(body, fields);
  }

  static const char* first() { return downTypes; }

  /// A line down is as long as the board's buffer, which the decoder sees to.
  static constexpr uint16_t bytesMost = UINT16_MAX;
};

}  // namespace tidegate
