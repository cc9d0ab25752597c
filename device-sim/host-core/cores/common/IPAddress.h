#pragma once
#include <stdint.h>

#include "Printable.h"
#include "WString.h"

/// An IPv4 address; as a number its first part is the lowest byte.
class IPAddress : public Printable {
 public:
  IPAddress() = default;
  IPAddress(uint8_t first, uint8_t second, uint8_t third, uint8_t fourth)
      : parts_{first, second, third, fourth} {}
  IPAddress(uint32_t address) { *this = address; }
  IPAddress(unsigned long address) { *this = static_cast<uint32_t>(address); }
  IPAddress(int address) { *this = static_cast<uint32_t>(address); }
  IPAddress(const uint8_t* address) { *this = address; }

  bool fromString(const char* text);
  bool fromString(const String& text) { return fromString(text.c_str()); }
  static bool isValid(const char* text) { return IPAddress().fromString(text); }
  static bool isValid(const String& text) { return isValid(text.c_str()); }

  operator uint32_t() const;
  explicit operator bool() const { return isSet(); }
  bool isSet() const;
  uint32_t v4() const { return *this; }
  bool isV4() const { return true; }
  bool isV6() const { return false; }
  void setV4() {}
  bool isLocal() const { return parts_[0] == 169 && parts_[1] == 254; }

  bool operator==(const IPAddress& other) const { return v4() == other.v4(); }
  bool operator!=(const IPAddress& other) const { return v4() != other.v4(); }
  bool operator==(uint32_t address) const { return v4() == address; }
  bool operator!=(uint32_t address) const { return v4() != address; }
  bool operator==(unsigned long address) const { return v4() == static_cast<uint32_t>(address); }
  bool operator!=(unsigned long address) const { return v4() != static_cast<uint32_t>(address); }
  bool operator==(const uint8_t* address) const { return *this == IPAddress(address); }

  uint8_t operator[](int index) const { return parts_[index]; }
  uint8_t& operator[](int index) { return parts_[index]; }
  IPAddress& operator=(const uint8_t* address);
  IPAddress& operator=(uint32_t address);

  size_t printTo(Print& into) const override;
  String toString() const;
  void clear() { *this = static_cast<uint32_t>(0); }

 private:
  friend class Client;
  friend class UDP;
  uint8_t* raw_address() { return parts_; }
  const uint8_t* raw_address() const { return parts_; }

  uint8_t parts_[4] = {};
};

extern const IPAddress INADDR_NONE;
extern const IPAddress INADDR_ANY;
