#include "IPAddress.h"

#include <stdio.h>
#include <string.h>

#include "Print.h"

__attribute__((init_priority(110))) const IPAddress INADDR_ANY;
__attribute__((init_priority(110))) const IPAddress INADDR_NONE(255, 255, 255, 255);

/// Four numbers, three dots. A part without digits counts as 0, as it does there.
bool IPAddress::fromString(const char* text) {
  unsigned part = 0;
  int dots = 0;
  uint8_t parts[4];
  for (; *text != 0; text++) {
    if (*text == '.') {
      if (dots == 3) {
        return false;
      }
      parts[dots++] = static_cast<uint8_t>(part);
      part = 0;
    } else if (*text >= '0' && *text <= '9') {
      part = part * 10 + static_cast<unsigned>(*text - '0');
      if (part > 255) {
        return false;
      }
    } else {
      return false;
    }
  }
  if (dots != 3) {
    return false;
  }
  parts[3] = static_cast<uint8_t>(part);
  *this = parts;
  return true;
}

IPAddress::operator uint32_t() const {
  uint32_t value;
  memcpy(&value, parts_, sizeof value);
  return value;
}

bool IPAddress::isSet() const { return v4() != 0 && v4() != UINT32_MAX; }

IPAddress& IPAddress::operator=(const uint8_t* address) {
  memcpy(parts_, address, sizeof parts_);
  return *this;
}

IPAddress& IPAddress::operator=(uint32_t address) {
  memcpy(parts_, &address, sizeof parts_);
  return *this;
}

size_t IPAddress::printTo(Print& into) const { return into.print(toString()); }

String IPAddress::toString() const {
  if (!isSet()) {
    return "(IP unset)";
  }
  char text[16];
  snprintf(text, sizeof text, "%u.%u.%u.%u", parts_[0], parts_[1], parts_[2], parts_[3]);
  return text;
}
