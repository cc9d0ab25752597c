#pragma once
#include <stdint.h>
#include <string.h>

#include "characters.h"
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
      : channel_(channel), value_(value), ttlMillis_(ttlMillis) {
    text_[0] = 0;
  }

  const char* channel() const { return channel_; }
  const char* value() const { return value_; }
  /// How long it is worth doing, from now.
  uint32_t ttlMillis() const { return ttlMillis_; }

  bool isFor(const char* channel) const { return strcmp(channel_, channel) == 0; }
  bool valueIs(const char* value) const { return strcmp(value_, value) == 0; }

  void ok(const char* text = "") { answer(ResultCode::Ok, text, false); }
  void failed(const char* text) { answer(ResultCode::Failed, text, false); }
  void busy(const char* text = "") { answer(ResultCode::Busy, text, false); }
  void expired(const char* text = "") { answer(ResultCode::Expired, text, false); }

  /// The same with F("text").
  void ok(const __FlashStringHelper* text) { answer(ResultCode::Ok, text, true); }
  void failed(const __FlashStringHelper* text) { answer(ResultCode::Failed, text, true); }
  void busy(const __FlashStringHelper* text) { answer(ResultCode::Busy, text, true); }
  void expired(const __FlashStringHelper* text) { answer(ResultCode::Expired, text, true); }

  /// No channel of the board takes commands under that name.
  void refuse() { code_ = ResultCode::NoChannel; }

  ResultCode code() const { return code_; }
  const char* text() const { return text_; }

 private:
  /// What may not stand in a line becomes '?'.
  void answer(ResultCode code, const void* text, bool inFlash) {
    code_ = code;
    const char* from = static_cast<const char*>(text);
    char* to = text_;
    while (to < text_ + limits::resultTextLength) {
      char c = inFlash ? flashChar(from) : *from;
      if (c == 0) {
        break;
      }
      from++;
      *to++ = isPrint(c) ? c : '?';
    }
    *to = 0;
  }

  const char* channel_;
  const char* value_;
  uint32_t ttlMillis_;
  ResultCode code_ = ResultCode::Failed;
  char text_[limits::resultTextLength + 1];
};

}  // namespace tidegate
