#include "stdlib_noniso.h"

#include <ctype.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <algorithm>

#include "pgmspace.h"

namespace {

constexpr int LEAST_BASE = 2;
constexpr int MOST_BASE = 36;

/// Digits from the end of a buffer of 65 characters; gives where they begin.
char* digits(unsigned long long value, unsigned base, char* end) {
  *end = 0;
  do {
    unsigned digit = static_cast<unsigned>(value % base);
    *--end = static_cast<char>(digit < 10 ? '0' + digit : 'a' + digit - 10);
    value /= base;
  } while (value != 0);
  return end;
}

char* write(unsigned long long value, bool minus, char* into, int base) {
  if (base < LEAST_BASE || base > MOST_BASE) {
    *into = 0;
    return into;
  }
  char buffer[66];
  char* text = digits(value, static_cast<unsigned>(base), buffer + sizeof buffer - 1);
  if (minus) {
    *--text = '-';
  }
  return strcpy(into, text);
}

/// `long` has 32 bits on the chips: that is what a negative one looks like in other bases.
unsigned long long unsignedLong(long value) {
  bool fits = value < 0 && value >= INT32_MIN;
  return fits ? static_cast<uint32_t>(value) : static_cast<unsigned long long>(value);
}

}  // namespace

extern "C" {

char* itoa(int value, char* into, int base) noexcept { return ltoa(value, into, base); }

char* utoa(unsigned int value, char* into, int base) noexcept {
  return write(value, false, into, base);
}

char* ltoa(long value, char* into, int base) noexcept {
  if (base == 10 && value < 0) {
    return write(-static_cast<unsigned long long>(value), true, into, base);
  }
  return write(unsignedLong(value), false, into, base);
}

char* ultoa(unsigned long value, char* into, int base) noexcept {
  return write(value, false, into, base);
}

char* lltoa(long long value, char* into, int room, unsigned int base) noexcept {
  char text[68];
  bool minus = base == 10 && value < 0;
  unsigned long long size = static_cast<unsigned long long>(value);
  write(minus ? -size : size, minus, text, static_cast<int>(base));
  return static_cast<int>(strlen(text)) < room ? strcpy(into, text) : nullptr;
}

char* ulltoa(unsigned long long value, char* into, int room, unsigned int base) noexcept {
  char text[68];
  write(value, false, text, static_cast<int>(base));
  return static_cast<int>(strlen(text)) < room ? strcpy(into, text) : nullptr;
}

char* dtostrf(double value, signed char width, unsigned char decimals, char* into) noexcept {
  if (isnan(value) || isinf(value)) {
    return strcpy(into, isnan(value) ? "nan" : "inf");
  }
  // Half of the last digit away from zero, as there: 2.5 becomes 3, where printf makes it 2.
  double half = 0.5;
  for (int i = 0; i < decimals; i++) {
    half /= 10;
  }
  double size = fabs(value);
  double rounded = size + half;
  char text[400];
  snprintf(text, sizeof text, "%.*f", decimals + 3, rounded * (1 + 2.220446049250313e-16));
  size_t cut = strlen(text) - 3 - (decimals == 0 ? 1 : 0);
  text[cut] = 0;
  const char* sign = value < 0 ? "-" : "";
  if (width < 0) {
    width = 0;
  }
  sprintf(into, "%*s%s%s", static_cast<int>(width) - static_cast<int>(cut + strlen(sign)) > 0
                               ? static_cast<int>(width - cut - strlen(sign))
                               : 0,
          "", sign, text);
  return into;
}

const char* strrstr(const char* text, const char* part) noexcept {
  if (text == nullptr || part == nullptr || *part == 0) {
    return nullptr;
  }
  const char* last = nullptr;
  for (const char* at = strstr(text, part); at != nullptr; at = strstr(at + 1, part)) {
    last = at;
  }
  return last;
}

char* strupr(char* text) noexcept {
  std::transform(text, text + strlen(text), text, toupper);
  return text;
}

char* strlwr(char* text) noexcept {
  std::transform(text, text + strlen(text), text, tolower);
  return text;
}

char* strrev(char* text) noexcept {
  std::reverse(text, text + strlen(text));
  return text;
}

size_t strlcpy(char* into, const char* text, size_t room) noexcept {
  size_t length = strlen(text);
  if (room > 0) {
    size_t count = length < room ? length : room - 1;
    memcpy(into, text, count);
    into[count] = 0;
  }
  return length;
}

size_t strlcat(char* into, const char* text, size_t room) noexcept {
  size_t before = strnlen(into, room);
  return before + strlcpy(into + before, text, room - before);
}

}  // extern "C"
