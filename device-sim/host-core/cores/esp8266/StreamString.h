#pragma once
#include "Stream.h"
#include "WString.h"

/// A String as a stream: what is written goes to its end; what is read goes from its beginning, or,
/// with a place to read at, stays.
class S2Stream : public Stream {
 public:
  S2Stream(String& text, int readAt = -1) : text_(&text), readAt_(readAt) {}
  S2Stream(String* text, int readAt = -1) : text_(text), readAt_(readAt) {}

  int available() override {
    int length = static_cast<int>(text_->length());
    return readAt_ < 0 ? length : length - readAt_;
  }
  int availableForWrite() override { return 32767; }
  int peek() override {
    int at = readAt_ < 0 ? 0 : readAt_;
    return at < static_cast<int>(text_->length()) ? static_cast<uint8_t>((*text_)[at]) : -1;
  }
  int read() override {
    int c = peek();
    if (c >= 0) {
      readAt_ < 0 ? text_->remove(0, 1) : void(readAt_++);
    }
    return c;
  }
  using Stream::read;
  size_t write(uint8_t value) override { return text_->concat(static_cast<char>(value)); }
  size_t write(const uint8_t* bytes, size_t size) override {
    return text_->concat(reinterpret_cast<const char*>(bytes), size) ? size : 0;
  }
  using Print::write;
  ssize_t streamRemaining() override { return available(); }
  bool inputCanTimeout() override { return false; }
  bool outputCanTimeout() override { return false; }

  void setConsume() { readAt_ = -1; }
  void resetPointer(int at = 0) { readAt_ = at; }
  bool hasPeekBufferAPI() const override { return true; }
  size_t peekAvailable() override { return static_cast<size_t>(available()); }
  const char* peekBuffer() override { return text_->c_str() + (readAt_ < 0 ? 0 : readAt_); }
  void peekConsume(size_t count) override {
    readAt_ < 0 ? text_->remove(0, count) : void(readAt_ += static_cast<int>(count));
  }

 private:
  String* text_;
  int readAt_;
};

class StreamString : public String, public S2Stream {
 public:
  StreamString(String&& text) : String(std::move(text)), S2Stream(this) {}
  StreamString(const String& text) : String(text), S2Stream(this) {}
  StreamString(const StreamString& other) : String(other), S2Stream(this) {}
  StreamString() : S2Stream(this) {}
  StreamString& operator=(const StreamString& other) {
    String::operator=(other);
    return *this;
  }
  StreamString& operator=(const String& text) {
    String::operator=(text);
    return *this;
  }
  using Print::print;
  using String::operator bool;
};
