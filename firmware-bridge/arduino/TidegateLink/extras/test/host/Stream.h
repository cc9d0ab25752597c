#pragma once
#include "Print.h"

/// Arduino's Stream.
class Stream : public Print {
 public:
  virtual int available() = 0;
  virtual int read() = 0;
  virtual int peek() = 0;
  void setTimeout(unsigned long) {}

  /// What has come up to `end`, which is taken too. Time stands here: it waits for nothing.
  String readStringUntil(char end) {
    String text;
    for (int c; (c = read()) >= 0 && c != end;) {
      text += static_cast<char>(c);
    }
    return text;
  }
};
