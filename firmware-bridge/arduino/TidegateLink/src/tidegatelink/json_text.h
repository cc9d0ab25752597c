#pragma once
#include <stddef.h>
#include <stdint.h>

#include "json_buffer.h"
#include "limits.h"

namespace tidegate {

/// Writes one flat JSON object into memory of fixed size. What does not fit makes the whole object
/// no good: half a reading is none. Names are the sketch's own: no quotes in them, none twice.
class JsonText : public JsonBuffer {
 public:
  void add(const char* name, int value) { add(name, static_cast<long>(value)); }
  void add(const char* name, unsigned int value) { add(name, static_cast<unsigned long>(value)); }

  void add(const char* name, long value) {
    member(name);
    if (value < 0) {
      character('-');
    }
    number(value < 0 ? 0UL - static_cast<uint32_t>(value) : static_cast<uint32_t>(value));
  }

  void add(const char* name, unsigned long value) {
    member(name);
    number(static_cast<uint32_t>(value));
  }

  void add(const char* name, bool value) {
    member(name);
    plain(value ? "true" : "false");
  }

  void add(const char* name, const char* value) {
    member(name);
    string(value);
  }

  void addNull(const char* name) {
    member(name);
    plain("null");
  }

  /// A number times ten to `decimals` as a whole one: 2250 with 2 is 22.50. Needs no float.
  void addFixed(const char* name, long value, uint8_t decimals) {
    member(name);
    fixed(value < 0, value < 0 ? 0UL - static_cast<uint32_t>(value) : static_cast<uint32_t>(value),
          decimals);
  }

  /// Rounded to `decimals` (9 at most). JSON has no NaN and no infinity: they become null, and so
  /// does what is not below 4,294,967,040.
  void add(const char* name, double value, uint8_t decimals) {
    member(name);
    bool negative = value < 0;
    double size = negative ? -value : value;
    decimals = decimals < limits::decimals ? decimals : limits::decimals;
    double half = 0.5;
    for (uint8_t i = 0; i < decimals; i++) {
      half /= 10;
    }
    size += half;
    if (!(size < 4294967040.0)) {
      plain("null");
      return;
    }
    uint32_t whole = static_cast<uint32_t>(size);
    double rest = size - whole;
    uint32_t digits = 0;
    for (uint8_t i = 0; i < decimals; i++) {
      rest *= 10;
      uint8_t digit = static_cast<uint8_t>(rest);
      digits = digits * 10 + digit;
      rest -= digit;
    }
    if (negative && (whole > 0 || digits > 0)) {
      character('-');
    }
    number(whole);
    fraction(digits, decimals);
  }

  /// The object; empty when something did not fit.
  const char* text() { return end(); }

 protected:
  JsonText(char* text, uint8_t most) : JsonBuffer(text, most) {}

 private:
  void fixed(bool negative, uint32_t value, uint8_t decimals) {
    uint32_t scale = 1;
    for (uint8_t i = 0; i < decimals && i < limits::decimals; i++) {
      scale *= 10;
    }
    if (negative) {
      character('-');
    }
    number(value / scale);
    fraction(value % scale, decimals < limits::decimals ? decimals : limits::decimals);
  }
};

}  // namespace tidegate
