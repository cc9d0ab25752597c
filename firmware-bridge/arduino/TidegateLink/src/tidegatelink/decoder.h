#pragma once
#include <stdint.h>

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
  constexpr Decoder(char* buffer, uint16_t lineLimit) : line_(buffer), lineLimit_(lineLimit) {}

  template <class Sink>
  void feed(uint8_t byte, Sink& sink) {
    char c = static_cast<char>(byte);
    if (c == '\n') {
      endLine(sink);
    } else if (!skipping_) {
      if (length_ > lineLimit_ || (length_ == lineLimit_ && c != '\r')) {
        skipping_ = true;
        sink.fault(Fault::TooLong);
      } else {
        line_[length_++] = c;
      }
    }
  }

  /// Forgets a half line.
  void reset() {
    length_ = 0;
    skipping_ = false;
  }

 private:
  static constexpr uint8_t checkBytes = 9;

  template <class Sink>
  void endLine(Sink& sink) {
    uint16_t end = length_;
    bool skipped = skipping_;
    reset();
    if (skipped) {
      return;
    }
    if (end > 0 && line_[end - 1] == '\r') {
      end--;
    }
    uint16_t start = frameStart(end);
    endPart(start, sink);
    if (start < end) {
      endFrame(start, end, sink);
    }
  }

  /// Where the frame of this line begins; `end` when it holds none.
  uint16_t frameStart(uint16_t end) const {
    uint16_t at = 0;
    for (uint8_t tried = 0; tried < limits::markersTried; tried++, at++) {
      at = candidate(at, end);
      if (at == end || isFrame(at, end)) {
        return at;
      }
    }
    return end;
  }

  /// The first `~` with a digit behind it, at `from` or later; `end` when there is none.
  uint16_t candidate(uint16_t from, uint16_t end) const {
    for (; from + 1 < end; from++) {
      if (line_[from] == '~' && isDigit(line_[from + 1])) {
        return from;
      }
    }
    return end;
  }

  bool isFrame(uint16_t start, uint16_t end) const {
    if (end - start > Frame::frameLimit(lineLimit_) || end - start < 2 + checkBytes) {
      return false;
    }
    uint16_t star = end - checkBytes;
    if (line_[star] != '*' || !isPrintUpTo(start, end)) {
      return false;
    }
    Crc32 crc;
    crc.add(line_ + start, star - start);
    char digits[8];
    writeHex(crc.value(), digits);
    for (uint8_t i = 0; i < 8; i++) {
      if (line_[star + 1 + i] != digits[i]) {
        return false;
      }
    }
    return true;
  }

  bool isPrintUpTo(uint16_t start, uint16_t end) const {
    while (start < end && isPrint(line_[start])) {
      start++;
    }
    return start == end;
  }

  /// The part of the line before `end` holds no frame: text, or a fault when a marker is in it.
  template <class Sink>
  void endPart(uint16_t end, Sink& sink) const {
    uint16_t start = candidate(0, end);
    if (start == end) {
      if (end > 0) {
        sink.text(line_, end);
      }
    } else if (end - start > Frame::frameLimit(lineLimit_)) {
      sink.fault(Fault::TooLong);
    } else {
      sink.fault(isPrintUpTo(start, end) ? Fault::Crc : Fault::Noise);
    }
  }

  /// The bytes from `start` to `end` have a good CRC.
  template <class Sink>
  void endFrame(uint16_t start, uint16_t end, Sink& sink) {
    line_[end - checkBytes] = 0;
    char* body = line_ + start + 2;
    Frame frame;
    Fault fault = line_[start + 1] != '1' ? Fault::Version
                  : *body == 0            ? Fault::Malformed
                                          : frame.read(body);
    if (fault == Fault::None) {
      sink.frame(frame);
    } else {
      sink.fault(fault);
    }
  }

  char* line_;
  uint16_t lineLimit_;
  uint16_t length_ = 0;
  bool skipping_ = false;
};

}  // namespace tidegate
