#pragma once
#include <inttypes.h>
#include <stdint.h>
#include <sys/types.h>

#include "Print.h"

#define STREAM_READ_RETURNS_INT 1
#define STREAMSEND_API 1

/// What parseInt() and parseFloat() may skip before a number.
enum LookaheadMode { SKIP_ALL, SKIP_NONE, SKIP_WHITESPACE };

class Stream : public Print {
 public:
  virtual int available() = 0;
  virtual int read() = 0;
  virtual int peek() = 0;
  /// What is there, without waiting.
  virtual int read(uint8_t* into, size_t room);
  int read(char* into, size_t room) { return read(reinterpret_cast<uint8_t*>(into), room); }

  /// How long the functions below wait for each byte.
  void setTimeout(unsigned long millis) { _timeout = millis; }
  unsigned long getTimeout() const { return _timeout; }

  bool find(const char* target) { return findUntil(target, ""); }
  bool find(const uint8_t* target) { return find(reinterpret_cast<const char*>(target)); }
  bool find(const char* target, size_t length) { return findUntil(target, length, nullptr, 0); }
  bool find(const uint8_t* target, size_t length) {
    return find(reinterpret_cast<const char*>(target), length);
  }
  bool find(char target) { return find(&target, 1); }
  bool findUntil(const char* target, const char* end);
  bool findUntil(const uint8_t* target, const char* end) {
    return findUntil(reinterpret_cast<const char*>(target), end);
  }
  bool findUntil(const char* target, size_t targetLength, const char* end, size_t endLength);
  bool findUntil(const uint8_t* target, size_t targetLength, const char* end, size_t endLength) {
    return findUntil(reinterpret_cast<const char*>(target), targetLength, end, endLength);
  }

  long parseInt() { return parseInt(NO_SKIP); }
  float parseFloat() { return parseFloat(NO_SKIP); }
  long parseInt(LookaheadMode mode, char skip = NO_SKIP) {
    return skipped(mode) ? parseInt(skip) : 0;
  }
  float parseFloat(LookaheadMode mode, char skip = NO_SKIP) {
    return skipped(mode) ? parseFloat(skip) : 0;
  }

  virtual size_t readBytes(char* into, size_t length);
  virtual size_t readBytes(uint8_t* into, size_t length) {
    return readBytes(reinterpret_cast<char*>(into), length);
  }
  size_t readBytesUntil(char end, char* into, size_t length);
  size_t readBytesUntil(char end, uint8_t* into, size_t length) {
    return readBytesUntil(end, reinterpret_cast<char*>(into), length);
  }
  virtual String readString();
  String readStringUntil(char end);
  /// Until this has come so many times.
  String readStringUntil(const char* end, uint32_t times = 1);

  // Streams that can show what they hold.
  virtual bool hasPeekBufferAPI() const { return false; }
  virtual size_t peekAvailable() { return 0; }
  virtual const char* peekBuffer() { return nullptr; }
  virtual void peekConsume(size_t) {}
  virtual bool inputCanTimeout() { return true; }
  /// How much is still to come; -1 if nobody knows.
  virtual ssize_t streamRemaining() { return -1; }

  /// How the last of the functions below went.
  enum class Report { Success = 0, TimedOut, ReadError, WriteError, ShortOperation };
  Report getLastSendReport() const { return report_; }

  size_t sendAvailable(Print* to) { return send(to, -1, -1, 0); }
  size_t sendAvailable(Print& to) { return sendAvailable(&to); }
  size_t sendAll(Print* to, uint32_t millis = UINT32_MAX) { return send(to, -1, -1, millis); }
  size_t sendAll(Print& to, uint32_t millis = UINT32_MAX) { return sendAll(&to, millis); }
  size_t sendUntil(Print* to, int end, uint32_t millis = UINT32_MAX) {
    return send(to, -1, end, millis);
  }
  size_t sendUntil(Print& to, int end, uint32_t millis = UINT32_MAX) {
    return sendUntil(&to, end, millis);
  }
  size_t sendSize(Print* to, ssize_t size, uint32_t millis = UINT32_MAX) {
    return send(to, size, -1, millis);
  }
  size_t sendSize(Print& to, ssize_t size, uint32_t millis = UINT32_MAX) {
    return sendSize(&to, size, millis);
  }

 protected:
  static constexpr char NO_SKIP = 1;

  int timedRead();
  int timedPeek();
  int peekNextDigit(bool detectDecimal = false);
  /// As parseInt(), but this character in a number means nothing.
  long parseInt(char skip);
  float parseFloat(char skip);
  void setReport(Report report) { report_ = report; }

  unsigned long _timeout = 1000;
  unsigned long _startMillis = 0;

 private:
  bool skipped(LookaheadMode mode);
  size_t send(Print* to, ssize_t size, int end, uint32_t millis);

  Report report_ = Report::Success;
};
