#include "WString.h"

#include <stdio.h>

#include "stdlib_noniso.h"

__attribute__((init_priority(110))) const String emptyString;

String::String(const char* text) { *this = text; }
String::String(const char* text, unsigned int length) { set(text, length); }
String::String(const String& other) { *this = other; }
String::String(String&& other) noexcept { take(other); }
String::String(char c) { set(&c, 1); }
String::String(unsigned char value, unsigned char base)
    : String(static_cast<unsigned long>(value), base) {}
String::String(int value, unsigned char base) : String(static_cast<long>(value), base) {}
String::String(unsigned int value, unsigned char base)
    : String(static_cast<unsigned long>(value), base) {}

String::String(long value, unsigned char base) {
  char text[66];
  *this = ltoa(value, text, base);
}

String::String(unsigned long value, unsigned char base) {
  char text[66];
  *this = ultoa(value, text, base);
}

String::String(long long value, unsigned char base) {
  char text[66];
  *this = lltoa(value, text, sizeof text, base);
}

String::String(unsigned long long value, unsigned char base) {
  char text[66];
  *this = ulltoa(value, text, sizeof text, base);
}

String::String(float value, unsigned char decimals)
    : String(static_cast<double>(value), decimals) {}

/// Padded to two more than the decimals, which shows at nan.
String::String(double value, unsigned char decimals) {
  char text[600];
  *this = dtostrf(value, static_cast<signed char>(decimals + 2), decimals, text);
}

String::~String() { drop(); }

String& String::operator=(const String& other) {
  if (this != &other) {
    set(other.text_, other.length_);
  }
  return *this;
}

String& String::operator=(String&& other) noexcept {
  if (this != &other) {
    drop();
    take(other);
  }
  return *this;
}

String& String::operator=(const char* text) {
  if (text == nullptr) {
    drop();
  } else {
    set(text, strlen(text));
  }
  return *this;
}

String& String::operator=(const __FlashStringHelper* text) {
  return *this = reinterpret_cast<const char*>(text);
}

String& String::operator=(char c) {
  set(&c, 1);
  return *this;
}

bool String::reserve(unsigned int size) {
  if (size <= room_) {
    return true;
  }
  // As there: in steps of 16 bytes.
  size_t whole = (static_cast<size_t>(size) + 16) & ~static_cast<size_t>(15);
  if (whole > MOST) {
    return false;
  }
  char* more = static_cast<char*>(realloc(inHeap() ? text_ : nullptr, whole));
  if (more == nullptr) {
    return false;
  }
  if (!inHeap()) {
    memcpy(more, few_, sizeof few_);
  }
  text_ = more;
  room_ = static_cast<uint16_t>(whole - 1);
  return true;
}

void String::clear() {
  length_ = 0;
  text_[0] = 0;
}

bool String::concat(const String& text) { return concat(text.text_, text.length_); }

bool String::concat(const char* text) { return text != nullptr && concat(text, strlen(text)); }

bool String::concat(const char* text, unsigned int length) {
  if (text == nullptr) {
    return false;
  }
  // The text may be a part of this one, which moves.
  bool own = text >= text_ && text <= text_ + length_;
  size_t offset = own ? static_cast<size_t>(text - text_) : 0;
  if (!reserve(length_ + length)) {
    return false;
  }
  memmove(text_ + length_, own ? text_ + offset : text, length);
  length_ = static_cast<uint16_t>(length_ + length);
  text_[length_] = 0;
  return true;
}

bool String::equals(const String& other) const {
  return length_ == other.length_ && compareTo(other) == 0;
}

bool String::equalsIgnoreCase(const String& other) const {
  return length_ == other.length_ && strcasecmp(text_, other.text_) == 0;
}

unsigned char String::equalsConstantTime(const String& other) const {
  if (length_ != other.length_) {
    return 0;
  }
  unsigned int different = 0;
  for (unsigned int i = 0; i < length_; i++) {
    different += text_[i] != other.text_[i];
  }
  return different == 0;
}

bool String::startsWith(const String& prefix, unsigned int offset) const {
  return prefix.length_ <= length_ && offset <= static_cast<unsigned>(length_ - prefix.length_) &&
         strncmp(text_ + offset, prefix.text_, prefix.length_) == 0;
}

bool String::endsWith(const String& suffix) const {
  return suffix.length_ <= length_ &&
         strcmp(text_ + length_ - suffix.length_, suffix.text_) == 0;
}

void String::setCharAt(unsigned int index, char c) {
  if (index < length_) {
    text_[index] = c;
  }
}

char& String::operator[](unsigned int index) {
  static char nowhere;
  nowhere = 0;
  return index < length_ ? text_[index] : nowhere;
}

void String::getBytes(unsigned char* into, unsigned int room, unsigned int index) const {
  if (into == nullptr || room == 0) {
    return;
  }
  unsigned int count = index < length_ ? length_ - index : 0;
  count = count < room ? count : room - 1;
  memcpy(into, text_ + (count == 0 ? 0 : index), count);
  into[count] = 0;
}

int String::indexOf(char c, unsigned int from) const {
  const char* found = from < length_ ? strchr(text_ + from, c) : nullptr;
  return found == nullptr ? -1 : static_cast<int>(found - text_);
}

int String::indexOf(const char* part, unsigned int from) const {
  const char* found = from < length_ ? strstr(text_ + from, part) : nullptr;
  return found == nullptr ? -1 : static_cast<int>(found - text_);
}

int String::lastIndexOf(char c, unsigned int from) const {
  if (from >= length_) {
    return -1;
  }
  int index = static_cast<int>(from);
  while (index >= 0 && text_[index] != c) {
    index--;
  }
  return index;
}

int String::lastIndexOf(const String& part, unsigned int from) const {
  if (part.length_ == 0 || part.length_ > length_) {
    return -1;
  }
  unsigned int last = length_ - part.length_;
  for (int i = static_cast<int>(from < last ? from : last); i >= 0; i--) {
    if (strncmp(text_ + i, part.text_, part.length_) == 0) {
      return i;
    }
  }
  return -1;
}

String String::substring(unsigned int begin, unsigned int end) const {
  if (begin > end) {
    std::swap(begin, end);
  }
  String part;
  if (begin < length_) {
    part.concat(text_ + begin, (end < length_ ? end : length_) - begin);
  }
  return part;
}

void String::replace(char find, char by) {
  for (char* c = text_; *c != 0; c++) {
    if (*c == find) {
      *c = by;
    }
  }
}

/// In place; if there is no room for the whole result, nothing is replaced.
void String::replace(const String& find, const String& by) {
  if (length_ == 0 || find.length_ == 0) {
    return;
  }
  size_t size = length_;
  for (const char* at = text_; (at = strstr(at, find.text_)) != nullptr; at += find.length_) {
    size = size + by.length_ - find.length_;
  }
  if (size > MOST || !reserve(static_cast<unsigned int>(size))) {
    return;
  }
  // Read from the end of the room, where nothing is written before it was read.
  size_t before = length_ + 1u;
  bool grows = size > length_;
  char* from = grows ? text_ + size + 1 - before : text_;
  memmove(from, text_, before);
  char* to = text_;
  for (char* at; (at = strstr(from, find.text_)) != nullptr; from = at + find.length_) {
    size_t kept = static_cast<size_t>(at - from);
    memmove(to, from, kept);
    memcpy(to + kept, by.text_, by.length_);
    to += kept + by.length_;
  }
  memmove(to, from, strlen(from) + 1);
  length_ = static_cast<uint16_t>(size);
}

void String::remove(unsigned int index, unsigned int count) {
  if (index >= length_) {
    return;
  }
  count = count < length_ - index ? count : length_ - index;
  memmove(text_ + index, text_ + index + count, length_ - index - count + 1);
  length_ = static_cast<uint16_t>(length_ - count);
}

void String::toLowerCase() {
  for (char* c = text_; *c != 0; c++) {
    *c = static_cast<char>(tolower(static_cast<unsigned char>(*c)));
  }
}

void String::toUpperCase() {
  for (char* c = text_; *c != 0; c++) {
    *c = static_cast<char>(toupper(static_cast<unsigned char>(*c)));
  }
}

void String::trim() {
  unsigned int begin = 0;
  unsigned int end = length_;
  while (begin < end && isspace(static_cast<unsigned char>(text_[begin]))) {
    begin++;
  }
  while (end > begin && isspace(static_cast<unsigned char>(text_[end - 1]))) {
    end--;
  }
  memmove(text_, text_ + begin, end - begin);
  length_ = static_cast<uint16_t>(end - begin);
  text_[length_] = 0;
}

void String::take(String& other) {
  length_ = other.length_;
  if (other.inHeap()) {
    text_ = other.text_;
    room_ = other.room_;
    other.text_ = other.few_;
    other.room_ = FEW - 1;
  } else {
    memcpy(few_, other.few_, sizeof few_);
  }
  other.length_ = 0;
  other.few_[0] = 0;
}

/// The text may be a part of this one.
void String::set(const char* text, size_t length) {
  if (text == nullptr || length > MOST || !reserve(static_cast<unsigned int>(length))) {
    drop();
    return;
  }
  memmove(text_, text, length);
  text_[length] = 0;
  length_ = static_cast<uint16_t>(length);
}

void String::drop() {
  if (inHeap()) {
    free(text_);
  }
  text_ = few_;
  room_ = FEW - 1;
  length_ = 0;
  few_[0] = 0;
}
