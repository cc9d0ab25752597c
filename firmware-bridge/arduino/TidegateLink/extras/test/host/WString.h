#pragma once
#include <string>

#include "flash.h"

/// Arduino's String, as far as sketches here use it.
class String {
 public:
  String(const char* text = "") : text_(text) {}
  String(const __FlashStringHelper* text) : text_(reinterpret_cast<const char*>(text)) {}
  explicit String(char c) : text_(1, c) {}
  explicit String(int value, int base = 10) : text_(written(value, base)) {}
  explicit String(unsigned int value, int base = 10) : text_(written(value, base)) {}
  explicit String(long value, int base = 10) : text_(written(value, base)) {}
  explicit String(unsigned long value, int base = 10)
      : text_(written(static_cast<long long>(value), base)) {}

  const char* c_str() const { return text_.c_str(); }
  unsigned int length() const { return static_cast<unsigned int>(text_.size()); }
  char operator[](unsigned int index) const { return index < text_.size() ? text_[index] : '\0'; }
  void reserve(unsigned int size) { text_.reserve(size); }

  String& operator+=(const String& other) {
    text_ += other.text_;
    return *this;
  }

  String& operator+=(char c) {
    text_ += c;
    return *this;
  }

  friend String operator+(String left, const String& right) { return left += right; }
  bool operator==(const String& other) const { return text_ == other.text_; }
  bool operator!=(const String& other) const { return text_ != other.text_; }
  bool startsWith(const String& start) const { return text_.find(start.text_) == 0; }
  long toInt() const { return atol(text_.c_str()); }

  int indexOf(char c) const {
    size_t at = text_.find(c);
    return at == std::string::npos ? -1 : static_cast<int>(at);
  }

  String substring(unsigned int from, unsigned int to) const {
    return String(text_.substr(from, to - from).c_str());
  }

  String substring(unsigned int from) const { return substring(from, length()); }

  void trim() {
    size_t first = text_.find_first_not_of(" \t\r\n");
    size_t last = text_.find_last_not_of(" \t\r\n");
    text_ = first == std::string::npos ? "" : text_.substr(first, last - first + 1);
  }

 private:
  static std::string written(long long value, int base) {
    bool negative = value < 0;
    unsigned long long size = negative ? 0ULL - static_cast<unsigned long long>(value)
                                       : static_cast<unsigned long long>(value);
    std::string digits;
    do {
      digits.insert(digits.begin(), "0123456789abcdef"[size % static_cast<unsigned>(base)]);
      size /= static_cast<unsigned>(base);
    } while (size > 0);
    return negative ? "-" + digits : digits;
  }

  std::string text_;
};
