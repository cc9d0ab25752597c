#pragma once
#include <ctype.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <type_traits>
#include <utility>

#include "pgmspace.h"

class __FlashStringHelper;
#define FPSTR(text) (reinterpret_cast<const __FlashStringHelper*>(text))
#define F(text) (FPSTR(PSTR(text)))

/// Texts of up to 10 characters lie in the object, longer ones in the heap, at most 65,535. What
/// finds no memory leaves the text as it was (concat, reserve) or empty (assignment).
class String {
 public:
  String() = default;
  String(const char* text);
  String(const char* text, unsigned int length);
  String(const uint8_t* text, unsigned int length)
      : String(reinterpret_cast<const char*>(text), length) {}
  String(const __FlashStringHelper* text) : String(reinterpret_cast<const char*>(text)) {}
  String(const String& other);
  String(String&& other) noexcept;
  explicit String(char c);
  explicit String(unsigned char value, unsigned char base = 10);
  explicit String(int value, unsigned char base = 10);
  explicit String(unsigned int value, unsigned char base = 10);
  explicit String(long value, unsigned char base = 10);
  explicit String(unsigned long value, unsigned char base = 10);
  explicit String(long long value, unsigned char base = 10);
  explicit String(unsigned long long value, unsigned char base = 10);
  explicit String(float value, unsigned char decimals = 2);
  explicit String(double value, unsigned char decimals = 2);
  ~String();

  String& operator=(const String& other);
  String& operator=(String&& other) noexcept;
  String& operator=(const char* text);
  String& operator=(const __FlashStringHelper* text);
  String& operator=(char c);
  template <class T, class = std::enable_if_t<std::is_arithmetic_v<T>>>
  String& operator=(T value) {
    return *this = String(value);
  }

  bool reserve(unsigned int size);
  /// As on the chips, where this is an unsigned int too: ArduinoJson 6 knows a text by it.
  size_t length() const { return length_; }
  void clear();
  bool isEmpty() const { return length_ == 0; }
  explicit operator bool() const { return true; }

  bool concat(const String& text);
  bool concat(const char* text);
  bool concat(const char* text, unsigned int length);
  bool concat(const __FlashStringHelper* text) {
    return concat(reinterpret_cast<const char*>(text));
  }
  bool concat(char c) { return concat(&c, 1); }
  bool concat(unsigned char value) { return concat(String(value)); }
  bool concat(int value) { return concat(String(value)); }
  bool concat(unsigned int value) { return concat(String(value)); }
  bool concat(long value) { return concat(String(value)); }
  bool concat(unsigned long value) { return concat(String(value)); }
  bool concat(long long value) { return concat(String(value)); }
  bool concat(unsigned long long value) { return concat(String(value)); }
  bool concat(float value) { return concat(String(value)); }
  bool concat(double value) { return concat(String(value)); }
  template <class T>
  String& operator+=(const T& value) {
    concat(value);
    return *this;
  }

  int compareTo(const String& other) const { return strcmp(text_, other.text_); }
  bool equals(const String& other) const;
  bool equals(const char* text) const { return strcmp(text_, text == nullptr ? "" : text) == 0; }
  bool equals(const __FlashStringHelper* text) const {
    return equals(reinterpret_cast<const char*>(text));
  }
  bool operator==(const String& other) const { return equals(other); }
  bool operator==(const char* text) const { return equals(text); }
  // None for texts in flash: with NULL it would not be clear which is meant.
  bool operator!=(const String& other) const { return !equals(other); }
  bool operator!=(const char* text) const { return !equals(text); }
  bool operator<(const String& other) const { return compareTo(other) < 0; }
  bool operator>(const String& other) const { return compareTo(other) > 0; }
  bool operator<=(const String& other) const { return compareTo(other) <= 0; }
  bool operator>=(const String& other) const { return compareTo(other) >= 0; }
  bool equalsIgnoreCase(const String& other) const;
  bool equalsIgnoreCase(const __FlashStringHelper* text) const {
    return equalsIgnoreCase(String(text));
  }
  unsigned char equalsConstantTime(const String& other) const;
  bool startsWith(const String& prefix) const { return startsWith(prefix, 0); }
  bool startsWith(const char* prefix) const { return startsWith(String(prefix)); }
  bool startsWith(const __FlashStringHelper* prefix) const { return startsWith(String(prefix)); }
  bool startsWith(const String& prefix, unsigned int offset) const;
  bool startsWith(const __FlashStringHelper* prefix, unsigned int offset) const {
    return startsWith(String(prefix), offset);
  }
  bool endsWith(const String& suffix) const;
  bool endsWith(const char* suffix) const { return endsWith(String(suffix)); }
  bool endsWith(const __FlashStringHelper* suffix) const { return endsWith(String(suffix)); }

  char charAt(unsigned int index) const { return (*this)[index]; }
  void setCharAt(unsigned int index, char c);
  char operator[](unsigned int index) const { return index < length_ ? text_[index] : 0; }
  char& operator[](unsigned int index);
  void getBytes(unsigned char* into, unsigned int room, unsigned int index = 0) const;
  void toCharArray(char* into, unsigned int room, unsigned int index = 0) const {
    getBytes(reinterpret_cast<unsigned char*>(into), room, index);
  }
  const char* c_str() const { return text_; }
  char* begin() { return text_; }
  char* end() { return text_ + length_; }
  const char* begin() const { return text_; }
  const char* end() const { return text_ + length_; }

  int indexOf(char c, unsigned int from = 0) const;
  int indexOf(const char* part, unsigned int from = 0) const;
  int indexOf(const __FlashStringHelper* part, unsigned int from = 0) const {
    return indexOf(reinterpret_cast<const char*>(part), from);
  }
  int indexOf(const String& part, unsigned int from = 0) const {
    return indexOf(part.c_str(), from);
  }
  int lastIndexOf(char c) const { return lastIndexOf(c, length_ - 1u); }
  int lastIndexOf(char c, unsigned int from) const;
  int lastIndexOf(const String& part) const { return lastIndexOf(part, length_); }
  int lastIndexOf(const String& part, unsigned int from) const;
  int lastIndexOf(const __FlashStringHelper* part) const { return lastIndexOf(String(part)); }
  int lastIndexOf(const __FlashStringHelper* part, unsigned int from) const {
    return lastIndexOf(String(part), from);
  }
  String substring(unsigned int begin) const { return substring(begin, length_); }
  String substring(unsigned int begin, unsigned int end) const;

  void replace(char find, char by);
  void replace(const String& find, const String& by);
  void replace(const char* find, const String& by) { replace(String(find), by); }
  void replace(const __FlashStringHelper* find, const String& by) { replace(String(find), by); }
  void replace(const char* find, const char* by) { replace(String(find), String(by)); }
  void replace(const __FlashStringHelper* find, const char* by) {
    replace(String(find), String(by));
  }
  void replace(const __FlashStringHelper* find, const __FlashStringHelper* by) {
    replace(String(find), String(by));
  }
  void remove(unsigned int index, unsigned int count = ~0u);
  void toLowerCase();
  void toUpperCase();
  void trim();

  long toInt() const { return atol(text_); }
  float toFloat() const { return static_cast<float>(atof(text_)); }
  double toDouble() const { return atof(text_); }

 private:
  static constexpr unsigned int FEW = 11;
  static constexpr unsigned int MOST = 65535;

  bool inHeap() const { return text_ != few_; }
  void take(String& other);
  void set(const char* text, size_t length);
  void drop();

  char* text_ = few_;
  uint16_t length_ = 0;
  /// Characters that fit, without the zero.
  uint16_t room_ = FEW - 1;
  char few_[FEW + 1] = {};
};

class StringSumHelper : public String {
 public:
  using String::String;
};

template <class T>
inline String operator+(const String& left, const T& right) {
  String sum(left);
  sum += right;
  return sum;
}
template <class T>
inline String operator+(String&& left, const T& right) {
  left += right;
  return std::move(left);
}
inline String operator+(char left, const String& right) { return String(left) += right; }
inline String operator+(const char* left, const String& right) { return String(left) += right; }
inline String operator+(const __FlashStringHelper* left, const String& right) {
  return String(left) += right;
}

extern const String emptyString;
