#pragma once
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "Printable.h"
#include "WString.h"

#define DEC 10
#define HEX 16
#define OCT 8
#ifdef BIN
#undef BIN
#endif
#define BIN 2

class Print {
 public:
  virtual ~Print() {}

  int getWriteError() { return writeError_; }
  void clearWriteError() { setWriteError(0); }

  virtual size_t write(uint8_t value) = 0;
  /// Byte by byte, until one is not taken.
  virtual size_t write(const uint8_t* bytes, size_t size);
  size_t write(const char* text);
  size_t write(const char* text, size_t size) {
    return write(reinterpret_cast<const uint8_t*>(text), size);
  }
  // So that write(0) and write(1234) mean a byte.
  size_t write(char value) { return write(static_cast<uint8_t>(value)); }
  size_t write(int8_t value) { return write(static_cast<uint8_t>(value)); }
  size_t write(short value) { return write(static_cast<uint8_t>(value)); }
  size_t write(unsigned short value) { return write(static_cast<uint8_t>(value)); }
  size_t write(int value) { return write(static_cast<uint8_t>(value)); }
  size_t write(unsigned int value) { return write(static_cast<uint8_t>(value)); }
  size_t write(long value) { return write(static_cast<uint8_t>(value)); }
  size_t write(unsigned long value) { return write(static_cast<uint8_t>(value)); }
  size_t write(long long value) { return write(static_cast<uint8_t>(value)); }
  size_t write(unsigned long long value) { return write(static_cast<uint8_t>(value)); }

  virtual int availableForWrite() { return 0; }
  virtual void flush() {}
  virtual bool outputCanTimeout() { return true; }

  size_t printf(const char* format, ...) __attribute__((format(printf, 2, 3)));
  size_t printf_P(const char* format, ...) __attribute__((format(printf, 2, 3)));
  size_t vprintf(const char* format, va_list arguments);

  size_t print(const __FlashStringHelper* text);
  size_t print(const String& text);
  size_t print(const char* text);
  size_t print(char value);
  size_t print(unsigned char value, int base = DEC);
  size_t print(int value, int base = DEC);
  size_t print(unsigned int value, int base = DEC);
  size_t print(long value, int base = DEC);
  size_t print(unsigned long value, int base = DEC);
  size_t print(long long value, int base = DEC);
  size_t print(unsigned long long value, int base = DEC);
  size_t print(double value, int decimals = 2);
  size_t print(const Printable& value);

  size_t println();
  size_t println(const __FlashStringHelper* text) { return endLine(print(text)); }
  size_t println(const String& text) { return endLine(print(text)); }
  size_t println(const char* text) { return endLine(print(text)); }
  size_t println(char value) { return endLine(print(value)); }
  size_t println(unsigned char value, int base = DEC) { return endLine(print(value, base)); }
  size_t println(int value, int base = DEC) { return endLine(print(value, base)); }
  size_t println(unsigned int value, int base = DEC) { return endLine(print(value, base)); }
  size_t println(long value, int base = DEC) { return endLine(print(value, base)); }
  size_t println(unsigned long value, int base = DEC) { return endLine(print(value, base)); }
  size_t println(long long value, int base = DEC) { return endLine(print(value, base)); }
  size_t println(unsigned long long value, int base = DEC) { return endLine(print(value, base)); }
  size_t println(double value, int decimals = 2) { return endLine(print(value, decimals)); }
  size_t println(const Printable& value) { return endLine(print(value)); }

 protected:
  void setWriteError(int error = 1) { writeError_ = error; }

 private:
  size_t endLine(size_t before) { return before + println(); }
  size_t number(unsigned long long value, int base);

  int writeError_ = 0;
};
