#pragma once
#include <stdint.h>
#include <string.h>

#include "characters.h"
#include "crc32.h"
#include "fault.h"
#include "limits.h"

namespace tidegate {

/// Bytes to frames, text lines and faults: PROTOCOL.md, section 1. How the bytes are cut never
/// changes what comes out.
///
/// `Frame` reads the fields: DownFrame on a board. The sink has `frame(Frame&)`,
/// `text(const char*, uint16_t)` and `fault(Fault)`, called in the order of the wire; texts are
/// the buffer's: read them before returning.
template <class Frame>
class Decoder {
 public:
  /// `buffer` is the caller's and takes `lineLimit` + 1 bytes: one more for a CR.
  constexpr Decoder(char* buffer, uint16_t lineLimit)
      : line_(buffer), limit_(buffer + lineLimit), next_(buffer) {}

  uint16_t lineLimit() const { return sizeOf(line_, limit_); }

  template <class Sink>
  void feed(uint8_t byte, Sink& sink) {
    char c = static_cast<char>(byte);
    if (c == '\n') {
      char* end = next_;
      reset();
      if (end != nullptr) {
        endLine(end, sink);
      }
    } else if (next_ != nullptr) {
      if (next_ > limit_ || (next_ == limit_ && c != '\r')) {
        next_ = nullptr;
        sink.fault(Fault::TooLong);
      } else {
        *next_++ = c;
      }
    }
  }

  /// Forgets a half line.
  void reset() { next_ = line_; }

 private:
  static constexpr uint8_t checkBytes = 9;

  template <class Sink>
  void endLine(char* end, Sink& sink) {
    if (end > line_ && end[-1] == '\r') {
      end--;
    }
    *end = 0;
    char* start = frameStart(end);
    endPart(start, sink);
    if (start < end) {
      endFrame(start, end, sink);
    }
  }

  /// Where the frame of this line begins; `end` when it holds none.
  char* frameStart(char* end) const {
    char* at = line_;
    for (uint8_t left = limits::markersTried; left > 0; left--, at++) {
      at = marker(at, end);
      if (at == end || isFrame(at, end)) {
        return at;
      }
    }
    return end;
  }

  /// The first `~` with a digit behind it, at `from` or later; `end` when there is none.
  static char* marker(char* from, char* end) {
    while (from < end && !(*from == '~' && from + 1 < end && isDigit(from[1]))) {
      from++;
    }
    return from;
  }

  static bool isFrame(const char* start, const char* end) {
    if (sizeOf(start, end) > Frame::bytesMost || sizeOf(start, end) < 2 + checkBytes) {
      return false;
    }
    const char* star = end - checkBytes;
    if (*star != '*' || !isPrintUpTo(start, end)) {
      return false;
    }
    char digits[hexSize];
    writeHex(crc32(start, sizeOf(start, star)), digits);
    return strcmp(star + 1, digits) == 0;
  }

  static uint16_t sizeOf(const char* start, const char* end) {
    return static_cast<uint16_t>(end - start);
  }

  static bool isPrintUpTo(const char* start, const char* end) {
    while (start < end && isPrint(*start)) {
      start++;
    }
    return start == end;
  }

  /// The part of the line before `end` holds no frame: text, or a fault when a marker is in it.
  template <class Sink>
  void endPart(char* end, Sink& sink) const {
    char* start = marker(line_, end);
    if (start < end) {
      sink.fault(sizeOf(start, end) > Frame::bytesMost ? Fault::TooLong
                 : isPrintUpTo(start, end)             ? Fault::Crc
                                                       : Fault::Noise);
    } else if (end > line_) {
      sink.text(line_, sizeOf(line_, end));
    }
  }

  /// The bytes from `start` to `end` have a good CRC.
  template <class Sink>
  void endFrame(char* start, char* end, Sink& sink) {
    *(end - checkBytes) = 0;
    Frame frame;
    Fault fault = start[1] != '1' ? Fault::Version
                  : start[2] == 0 ? Fault::Malformed
                                  : frame.read(start + 2);
    if (fault == Fault::None) {
      sink.frame(frame);
    } else {
      sink.fault(fault);
    }
  }

  char* line_;
  char* limit_;
  // Where the next byte goes; null while a line that is too long is skipped.
  char* next_;
};

}  // namespace tidegate
