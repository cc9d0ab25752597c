#pragma once
#include <stdint.h>
#include <string.h>

#include "channels.h"
#include "field_reader.h"
#include "limits.h"

namespace tidegate {

/// Who a board says it is. All texts must stay where they are; those marked so are in flash.
class Identity {
 public:
  const char* device = "";
  const char* firmwareInFlash = "";
  const char* capsInFlash = nullptr;
  Channels channels;

  /// Another id would be dropped by the gateway, hello by hello.
  bool isGood() const {
    return FieldReader::isId(device, static_cast<uint16_t>(strlen(device)), limits::deviceIdLength);
  }

  /// Of a series of hellos: the CRC-32 of `<dev> <now> <series>`.
  uint32_t nonce(uint32_t now, uint32_t series) const {
    Crc32 crc;
    crc.add(device, strlen(device));
    add(crc, now);
    add(crc, series);
    return crc.value();
  }

 private:
  static void add(Crc32& crc, uint32_t number) {
    char digits[decimalSize];
    const char* text = writeDecimal(number, digits);
    crc.add(' ');
    crc.add(text, strlen(text));
  }
};

}  // namespace tidegate
