#pragma once
#include <stdint.h>

#include "Stream.h"
#include "WString.h"

class MD5Builder {
 public:
  void begin();
  void add(const uint8_t* bytes, uint16_t size);
  void add(const char* text) { add(reinterpret_cast<const uint8_t*>(text), strlen(text)); }
  void add(const String& text) { add(text.c_str()); }
  void addHexString(const char* digits);
  void addHexString(const String& digits) { addHexString(digits.c_str()); }
  /// As much as comes, at most so much; false when it stops coming.
  bool addStream(Stream& stream, size_t most);
  void calculate();
  void getBytes(uint8_t* into) const { memcpy(into, digest_, sizeof digest_); }
  void getChars(char* into) const;
  String toString() const;

 private:
  void block(const uint8_t* bytes);

  uint32_t state_[4];
  uint64_t size_;
  uint8_t waiting_[64];
  uint8_t digest_[16] = {};
};
