#pragma once
#include <stdint.h>
#include <string.h>

#include "channels.h"
#include "characters.h"
#include "crc32.h"
#include "flash.h"
#include "limits.h"

namespace tidegate {

static const char noCaps[] TIDEGATE_FLASH = "-";

/// Who a board says it is. All texts must stay where they are; those marked so are in flash.
class Identity {
 public:
  const char* device = "";
  const char* firmwareInFlash = "";
  const char* capsInFlash = noCaps;
  Channels channels;

  /// Another id would be dropped by the gateway, hello by hello.
  bool isGood() const {
    const char* end = endOf(device, Letters::Id);
    return *end == 0 && end > device && end - device <= limits::deviceIdLength;
  }

  uint32_t check() const { return crc32(device, static_cast<uint16_t>(strlen(device))); }
};

}  // namespace tidegate
