#include "Stream.h"

#include "Arduino.h"
#include "host.h"

namespace {

bool hasMore(void* stream) { return static_cast<Stream*>(stream)->available() > 0; }

/// Until something may have come.
void pause(Stream* stream) {
  host::waitUntil(host::now() + host::MILLISECOND, hasMore, stream);
}

}  // namespace

int Stream::timedRead() {
  _startMillis = millis();
  for (;;) {
    int c = read();
    if (c >= 0 || _timeout == 0) {
      return c;
    }
    pause(this);
    if (millis() - _startMillis >= _timeout) {
      return -1;
    }
  }
}

int Stream::timedPeek() {
  _startMillis = millis();
  for (;;) {
    int c = peek();
    if (c >= 0 || _timeout == 0) {
      return c;
    }
    pause(this);
    if (millis() - _startMillis >= _timeout) {
      return -1;
    }
  }
}

int Stream::read(uint8_t* into, size_t room) {
  size_t count = 0;
  while (count < room && available() > 0) {
    int c = read();
    if (c < 0) {
      break;
    }
    into[count++] = static_cast<uint8_t>(c);
  }
  return static_cast<int>(count);
}

bool Stream::findUntil(const char* target, const char* end) {
  return findUntil(target, strlen(target), end, strlen(end));
}

bool Stream::findUntil(const char* target, size_t targetLength, const char* end,
                       size_t endLength) {
  size_t matched = 0;
  size_t ended = 0;
  if (*target == 0) {
    return true;
  }
  for (int c = timedRead(); c > 0; c = timedRead()) {
    char come = static_cast<char>(c);
    if (come != target[matched]) {
      matched = 0;
    }
    if (come == target[matched] && ++matched >= targetLength) {
      return true;
    }
    if (endLength > 0 && come == end[ended]) {
      if (++ended >= endLength) {
        return false;
      }
    } else {
      ended = 0;
    }
  }
  return false;
}

int Stream::peekNextDigit(bool detectDecimal) {
  for (;;) {
    int c = timedPeek();
    if (c < 0 || c == '-' || (c >= '0' && c <= '9') || (detectDecimal && c == '.')) {
      return c;
    }
    read();
  }
}

/// Whether a number can begin here.
bool Stream::skipped(LookaheadMode mode) {
  for (;;) {
    int c = timedPeek();
    if (c < 0 || mode == SKIP_ALL || c == '-' || c == '.' || (c >= '0' && c <= '9')) {
      return c >= 0;
    }
    if (mode == SKIP_NONE || (c != ' ' && c != '\t' && c != '\r' && c != '\n')) {
      return false;
    }
    read();
  }
}

long Stream::parseInt(char skip) {
  bool minus = false;
  unsigned long value = 0;
  int c = peekNextDigit();
  if (c < 0) {
    return 0;
  }
  do {
    if (c == '-') {
      minus = true;
    } else if (c != skip) {
      value = value * 10 + static_cast<unsigned>(c - '0');
    }
    read();
    c = timedPeek();
  } while ((c >= '0' && c <= '9') || c == skip);
  return static_cast<long>(minus ? -value : value);
}

float Stream::parseFloat(char skip) {
  bool minus = false;
  bool fraction = false;
  double value = 0;
  double digit = 1;
  int c = peekNextDigit(true);
  if (c < 0) {
    return 0;
  }
  do {
    if (c == '-') {
      minus = true;
    } else if (c == '.') {
      fraction = true;
    } else if (c != skip) {
      value = value * 10 + (c - '0');
      digit = fraction ? digit * 0.1 : digit;
    }
    read();
    c = timedPeek();
  } while ((c >= '0' && c <= '9') || c == '.' || c == skip);
  return static_cast<float>((minus ? -value : value) * digit);
}

size_t Stream::readBytes(char* into, size_t length) {
  size_t count = 0;
  while (count < length) {
    int c = timedRead();
    if (c < 0) {
      break;
    }
    into[count++] = static_cast<char>(c);
  }
  return count;
}

size_t Stream::readBytesUntil(char end, char* into, size_t length) {
  size_t count = 0;
  while (count < length) {
    int c = timedRead();
    if (c < 0 || c == end) {
      break;
    }
    into[count++] = static_cast<char>(c);
  }
  return count;
}

String Stream::readString() {
  String text;
  for (int c = timedRead(); c >= 0; c = timedRead()) {
    text += static_cast<char>(c);
  }
  return text;
}

String Stream::readStringUntil(char end) {
  String text;
  for (int c = timedRead(); c >= 0 && c != end; c = timedRead()) {
    text += static_cast<char>(c);
  }
  return text;
}

String Stream::readStringUntil(const char* end, uint32_t times) {
  String text;
  size_t length = strlen(end);
  uint32_t seen = 0;
  size_t matched = 0;
  for (int c = timedRead(); c > 0; c = timedRead()) {
    text += static_cast<char>(c);
    if (end[matched] != c) {
      matched = 0;
    } else if (++matched == length) {
      matched = 0;
      if (++seen == times) {
        text.remove(text.length() - length, length);
        break;
      }
    }
  }
  return text;
}

/// `end` is passed on too; -1 for no size, no end. Without a time of its own, the stream's is meant.
size_t Stream::send(Print* to, ssize_t size, int end, uint32_t wait) {
  size_t sent = 0;
  unsigned long began = millis();
  unsigned long most = wait == UINT32_MAX ? _timeout : wait;
  setReport(Report::Success);
  while (size < 0 || sent < static_cast<size_t>(size)) {
    int c = available() > 0 ? read() : -1;
    if (c >= 0) {
      if (to->write(static_cast<uint8_t>(c)) == 0) {
        setReport(Report::WriteError);
        break;
      }
      sent++;
      began = millis();
      if (end >= 0 && c == end) {
        break;
      }
    } else if (streamRemaining() == 0 || wait == 0) {
      break;
    } else if (millis() - began >= most || !inputCanTimeout()) {
      setReport(inputCanTimeout() && (size >= 0 || end >= 0) ? Report::TimedOut : Report::Success);
      break;
    } else {
      pause(this);
    }
  }
  if (getLastSendReport() == Report::Success && size > 0 && sent < static_cast<size_t>(size)) {
    setReport(Report::ShortOperation);
  }
  return sent;
}
