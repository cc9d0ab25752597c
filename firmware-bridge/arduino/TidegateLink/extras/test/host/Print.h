#pragma once
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "WString.h"

#define DEC 10
#define HEX 16

/// Arduino's Print: everything ends in write().
class Print {
 public:
  virtual ~Print() {}
  virtual size_t write(uint8_t byte) = 0;

  virtual size_t write(const uint8_t* bytes, size_t length) {
    for (size_t i = 0; i < length; i++) {
      write(bytes[i]);
    }
    return length;
  }

  size_t write(const char* text) {
    return write(reinterpret_cast<const uint8_t*>(text), String(text).length());
  }

  size_t print(const char* text) { return write(text); }
  size_t print(const String& text) { return write(text.c_str()); }
  size_t print(const __FlashStringHelper* text) { return print(String(text)); }
  size_t print(char c) { return write(static_cast<uint8_t>(c)); }
  size_t print(int value, int base = DEC) { return print(String(value, base)); }
  size_t print(unsigned int value, int base = DEC) { return print(String(value, base)); }
  size_t print(long value, int base = DEC) { return print(String(value, base)); }
  size_t print(unsigned long value, int base = DEC) { return print(String(value, base)); }

  size_t print(double value, int decimals = 2) {
    char text[64];
    snprintf(text, sizeof(text), "%.*f", decimals, value);
    return write(text);
  }

  size_t println() { return write("\r\n"); }

  template <class T>
  size_t println(T value) {
    size_t size = print(value);
    return size + println();
  }

  template <class T>
  size_t println(T value, int format) {
    size_t size = print(value, format);
    return size + println();
  }

  __attribute__((format(printf, 2, 3))) size_t printf(const char* format, ...) {
    char text[512];
    va_list values;
    va_start(values, format);
    vsnprintf(text, sizeof(text), format, values);
    va_end(values);
    return write(text);
  }

  virtual int availableForWrite() { return 128; }
  virtual void flush() {}
};
