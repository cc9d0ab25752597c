#pragma once
#include <stdint.h>
#include <string.h>

#include "base64url.h"
#include "limits.h"
#include "line_writer.h"

namespace tidegate {

/// One end of a byte stream on the link, PROTOCOL.md, section 7: bytes come out at the other end
/// in order and once, or the stream is closed. Both ends are alike; the gateway's is in Java.
///
/// One frame with bytes is under way at a time. Counts of bytes wrap at 2^32, as times do.
class StreamEnd {
 public:
  enum class Due : uint8_t { Nothing, Frame, GiveUp };

  constexpr StreamEnd(uint8_t* in, uint16_t inSize, uint8_t* out, uint16_t outSize)
      : in_(in), out_(out), inSize_(inSize), outSize_(outSize) {}

  /// For a new stream.
  void restart() {
    held_ = sent_ = peerRoom_ = unread_ = 0;
    at_ = arrived_ = 0;
    toldRoom_ = inSize_;
    waiting_ = answerDue_ = false;
  }

  /// Takes as many of the bytes as there is room for; gives how many.
  uint16_t write(const uint8_t* bytes, uint16_t length, uint32_t now) {
    uint16_t taken = least(length, outSize_ - held_);
    if (held_ == 0) {
      begin(now);
    }
    memcpy(out_ + held_, bytes, taken);
    held_ += taken;
    return taken;
  }

  /// Everything that was written has arrived.
  bool isFlushed() const { return held_ == 0; }

  uint16_t available() const { return unread_; }

  /// The next byte, -1 when none has arrived.
  int peek() const { return unread_ == 0 ? -1 : *in_; }

  /// At most so many of those that have arrived.
  uint16_t read(uint8_t* into, uint16_t most) {
    uint16_t count = least(most, unread_);
    memcpy(into, in_, count);
    unread_ -= count;
    memmove(in_, in_ + count, unread_);
    return count;
  }

  /// A frame of this stream came; `data` is base64url. False when it cannot be of the same stream
  /// as what is known here: then the stream must be closed.
  bool hear(uint32_t at, uint32_t ack, uint32_t room, const char* data, uint32_t now) {
    return hearAck(ack, room, now) && hearData(at, data);
  }

  Due due(uint32_t now) const {
    if (held_ > 0) {
      if (mayGo()) {
        return Due::Frame;
      }
      if (now - sentAt_ >= wait_) {
        return now - stuckAt_ >= patienceMillis ? Due::GiveUp : Due::Frame;
      }
    }
    uint16_t half = (inSize_ + 1) / 2;
    bool newRoom = toldRoom_ < half && room() >= half;
    return answerDue_ || newRoom ? Due::Frame : Due::Nothing;
  }

  /// Writes the last four fields of the frame that is sent now.
  void write(LineWriter& line, uint32_t now) {
    uint16_t length = 0;
    bool again = now - sentAt_ >= wait_;
    if (held_ > 0 && (again || mayGo())) {
      length = least(held_, least(peerRoom_ > 0 ? peerRoom_ : 1, limits::streamDataBytes));
      wait_ = !again ? firstWaitMillis : wait_ < waitMostMillis / 2 ? 2 * wait_ : waitMostMillis;
      waiting_ = true;
      sentAt_ = now;
      if (sent_ < length) {
        sent_ = length;
      }
    }
    answerDue_ = false;
    toldRoom_ = room();
    line.field(at_);
    line.field(arrived_);
    line.field(toldRoom_);
    line.character(' ');
    writeBase64Url(line, out_, length);
  }

 private:
  static constexpr uint16_t firstWaitMillis = 500;
  static constexpr uint16_t waitMostMillis = 4000;
  static constexpr uint16_t patienceMillis = 30000;

  static uint16_t least(uint16_t one, uint16_t other) { return one < other ? one : other; }

  uint16_t room() const { return inSize_ - unread_; }

  bool mayGo() const { return !waiting_ && peerRoom_ > 0; }

  bool hearAck(uint32_t ack, uint32_t room, uint32_t now) {
    uint32_t news = ack - at_;
    if (news > sent_) {
      return news >= 0x80000000UL;
    }
    if (peerRoom_ == 0 && room > 0) {
      waiting_ = false;
    }
    peerRoom_ = room < 0xFFFF ? static_cast<uint16_t>(room) : 0xFFFF;
    if (news > 0) {
      held_ -= news;
      memmove(out_, out_ + news, held_);
      at_ += news;
      sent_ -= news;
      begin(now);
    }
    return true;
  }

  bool hearData(uint32_t at, const char* data) {
    uint32_t known = arrived_ - at;
    uint16_t length = sizeOfBase64Url(data);
    if (known <= length) {
      uint16_t from = static_cast<uint16_t>(known);
      uint16_t taken = least(length - from, room());
      for (uint16_t end = from + taken; from < end; from++) {
        in_[unread_++] = byteOfBase64Url(data, from);
      }
      arrived_ += taken;
    } else if (known >= 0x80000000UL) {
      return false;
    }
    answerDue_ |= length > 0;
    return true;
  }

  /// What is held waits from now on, with nothing of it under way.
  void begin(uint32_t now) {
    waiting_ = false;
    wait_ = firstWaitMillis;
    sentAt_ = stuckAt_ = now;
  }

  // What was written here and is not known to have arrived begins at byte at_ of the stream, and
  // sent_ of it have been on the wire. What arrived and was not read ends at byte arrived_.
  uint8_t* in_;
  uint8_t* out_;
  uint16_t inSize_;
  uint16_t outSize_;
  uint16_t held_ = 0;
  uint16_t sent_ = 0;
  uint16_t unread_ = 0;
  uint32_t at_ = 0;
  uint32_t arrived_ = 0;
  uint16_t peerRoom_ = 0;
  uint16_t toldRoom_ = 0;
  uint16_t wait_ = 0;
  uint32_t sentAt_ = 0;
  uint32_t stuckAt_ = 0;
  bool waiting_ = false;
  bool answerDue_ = false;
};

}  // namespace tidegate
