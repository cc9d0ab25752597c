#include "Print.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "stdlib_noniso.h"

size_t Print::write(const uint8_t* bytes, size_t size) {
  size_t done = 0;
  while (done < size && write(bytes[done]) != 0) {
    done++;
  }
  return done;
}

size_t Print::write(const char* text) {
  return text == nullptr ? 0 : write(reinterpret_cast<const uint8_t*>(text), strlen(text));
}

size_t Print::printf(const char* format, ...) {
  va_list arguments;
  va_start(arguments, format);
  size_t written = vprintf(format, arguments);
  va_end(arguments);
  return written;
}

size_t Print::printf_P(const char* format, ...) {
  va_list arguments;
  va_start(arguments, format);
  size_t written = vprintf(format, arguments);
  va_end(arguments);
  return written;
}

/// What is longer than 63 characters needs the heap for a moment; without it nothing is printed.
size_t Print::vprintf(const char* format, va_list arguments) {
  char few[64];
  va_list again;
  va_copy(again, arguments);
  int length = vsnprintf(few, sizeof few, format, arguments);
  char* text = few;
  if (length >= static_cast<int>(sizeof few)) {
    text = static_cast<char*>(malloc(static_cast<size_t>(length) + 1));
    if (text != nullptr) {
      vsnprintf(text, static_cast<size_t>(length) + 1, format, again);
    }
  }
  va_end(again);
  size_t written = text == nullptr || length < 0 ? 0 : write(text, static_cast<size_t>(length));
  if (text != few) {
    free(text);
  }
  return written;
}

size_t Print::print(const __FlashStringHelper* text) {
  return write(reinterpret_cast<const char*>(text));
}
size_t Print::print(const String& text) { return write(text.c_str(), text.length()); }
size_t Print::print(const char* text) { return write(text); }
size_t Print::print(char value) { return write(value); }
size_t Print::print(unsigned char value, int base) {
  return print(static_cast<unsigned long>(value), base);
}
size_t Print::print(int value, int base) { return print(static_cast<long>(value), base); }
size_t Print::print(unsigned int value, int base) {
  return print(static_cast<unsigned long>(value), base);
}

size_t Print::print(long value, int base) {
  // A negative number of 32 bits has 32 bits in other bases too.
  if (base != DEC && base != 0 && value < 0 && value >= INT32_MIN) {
    return number(static_cast<uint32_t>(value), base);
  }
  return print(static_cast<long long>(value), base);
}

size_t Print::print(unsigned long value, int base) {
  return print(static_cast<unsigned long long>(value), base);
}

size_t Print::print(long long value, int base) {
  unsigned long long size = static_cast<unsigned long long>(value);
  if (base == DEC && value < 0) {
    size_t sign = print('-');
    return sign + number(-size, base);
  }
  return print(size, base);
}

size_t Print::print(unsigned long long value, int base) {
  return base == 0 ? write(static_cast<uint8_t>(value)) : number(value, base);
}

size_t Print::print(double value, int decimals) {
  char text[400];
  return write(dtostrf(value, 0, static_cast<unsigned char>(decimals), text));
}

size_t Print::print(const Printable& value) { return value.printTo(*this); }

size_t Print::println() { return print("\r\n"); }

size_t Print::number(unsigned long long value, int base) {
  char text[66];
  ulltoa(value, text, sizeof text, static_cast<unsigned>(base < 2 || base > 36 ? DEC : base));
  for (char* c = text; *c != 0; c++) {
    if (*c >= 'a') {
      *c = static_cast<char>(*c - 'a' + 'A');
    }
  }
  return write(text);
}
