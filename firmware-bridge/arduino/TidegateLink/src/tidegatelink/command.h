#pragma once
#include <stdint.h>
#include <string.h>

#include "flash.h"
#include "limits.h"
#include "words.h"

class __FlashStringHelper;

namespace tidegate {

/// A command that came in. The sketch's function answers with one of the last four; the text says
/// how it went, 32 characters at most. Without an answer it has failed.
class Command {
 public:
  Command(const char* channel, const char* value, uint32_t ttlMillis)
      : channel_(channel), value_(value), ttlMillis_(ttlMillis) {}

  const char* channel() const { return channel_; }
  const char* value() const { return value_; }
  /// How long it is worth doing, from now.
  uint32_t ttlMillis() const { return ttlMillis_; }

  bool isFor(const char* channel) const { return strcmp(channel_, channel) == 0; }
  bool valueIs(const char* value) const { return strcmp(value_, value) == 0; }

  void ok(const char* text = "") { answer(ResultCode::Ok, text); }
  void failed(const char* text) { answer(ResultCode::Failed, text); }
  void busy(const char* text = "") { answer(ResultCode::Busy, text); }
  void expired(const char* text = "") { answer(ResultCode::Expired, text); }

  /// The same with F("text").
  void ok(const __FlashStringHelper* text) { answer(ResultCode::Ok, text); }
  void failed(const __FlashStringHelper* text) { answer(ResultCode::Failed, text); }
  void busy(const __FlashStringHelper* text) { answer(ResultCode::Busy, text); }
  void expired(const __FlashStringHelper* text) { answer(ResultCode::Expired, text); }

  /// No channel of the board takes commands under that name.
  void refuse() { answer(ResultCode::NoChannel, ""); }

  ResultCode code() const { return code_; }
  const char* text() const { return text_; }

 private:
  void answer(ResultCode code, const char* text) {
    code_ = code;
    strncpy(text_, text, limits::resultTextLength);
    text_[limits::resultTextLength] = 0;
  }

  void answer(ResultCode code, const __FlashStringHelper* text) {
    code_ = code;
    const char* at = reinterpret_cast<const char*>(text);
    uint8_t length = 0;
    for (char c; length < limits::resultTextLength && (c = flashChar(at)) != 0; at++) {
      text_[length++] = c;
    }
    text_[length] = 0;
  }

  const char* channel_;
  const char* value_;
  uint32_t ttlMillis_;
  ResultCode code_ = ResultCode::Failed;
  char text_[limits::resultTextLength + 1] = "";
};

}  // namespace tidegate
