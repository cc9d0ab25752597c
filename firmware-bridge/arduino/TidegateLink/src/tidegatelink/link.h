#pragma once
#include <stdint.h>
#include <string.h>

#include "commands.h"
#include "decoder.h"
#include "delivery.h"
#include "down_frame.h"
#include "hello_series.h"
#include "identity.h"
#include "log_window.h"
#include "wall_clock.h"

namespace tidegate {

/// The board's part of the link, PROTOCOL.md, section 5: given the same bytes, times and calls it
/// writes the same bytes as any other implementation. Times are milliseconds that wrap at 2^32.
class Link {
 public:
  /// `buffer` takes `rxBytes` + 1 bytes.
  constexpr Link(const Ring& ring, LineWriter::Put put, void* context, char* buffer, uint16_t rxBytes)
      : ring_(ring), sender_(put, context, rxBytes), decoder_(buffer, rxBytes) {}

  Link(const Link&) = delete;
  Link& operator=(const Link&) = delete;

  /// False when the device id is not one; the link then stays silent.
  bool start(const Identity& identity, uint32_t now) {
    identity_ = identity;
    started_ = identity.isGood();
    if (started_) {
      jitter_.start(identity.device);
      ring_.start(identity.device, now);
      delivery_.restart();
    }
    return started_;
  }

  void onCommand(Commands::Handler handler) { commands_.answerWith(handler); }

  /// A byte came in. In a poll all bytes go in first, then act().
  void receive(uint8_t byte, uint32_t now) {
    now_ = now;
    if (started_) {
      decoder_.feed(byte, *this);
    }
  }

  /// At most one of the actions of section 5.
  void act(uint32_t now) {
    now_ = now;
    if (!started_) {
      return;
    }
    ring_.touch(now);
    ring_.noteAges(now);
    HelloSeries::Due due = hello_.due(now, jitter_);
    if (due == HelloSeries::Due::Again || due == HelloSeries::Due::Anew) {
      sayHello(due == HelloSeries::Due::Anew);
    } else if (due == HelloSeries::Due::Not) {
      delivery_.act(now);
    }
  }

  /// False, and nothing changes, when the JSON is too long or holds what a line may not hold, or
  /// when no number is left.
  bool reading(const char* json, size_t length, uint32_t now) {
    if (!started_) {
      return false;
    }
    ring_.touch(now);
    if (length > ring_.jsonBytes() || ring_.next() > limits::sequenceLast) {
      return false;
    }
    for (size_t i = 0; i < length; i++) {
      if (!isPrint(json[i])) {
        return false;
      }
    }
    if (isFull()) {
      delivery_.makeRoom();
    }
    ring_.add(json, static_cast<uint8_t>(length), now);
    return true;
  }

  /// False when it was dropped: there were four in ten seconds already.
  bool log(LogLevel level, const char* text, bool inFlash, uint32_t now) {
    if (!started_ || !logs_.takes(now)) {
      return false;
    }
    sender_.logLine(level, text, inFlash);
    return true;
  }

  bool isFull() const { return started_ && ring_.held() == ring_.size(); }
  uint16_t held() const { return started_ ? ring_.held() : 0; }
  bool isWelcome() const { return hello_.welcomed(); }
  const WallClock& clock() const { return clock_; }
  uint16_t logsDropped() const { return logs_.dropped(); }

  /// Lines that carried a marker and were no frame for a board.
  uint16_t faults() const { return faults_; }

  /// Errors that the gateway has told.
  uint16_t errors() const { return errors_; }

  /// Of the line, in bytes per second.
  void rate(uint32_t bytesPerSecond) { delivery_.rate(bytesPerSecond); }

 private:
  friend class Decoder<DownFrame>;

  // What the decoder finds.

  void text(const char*, uint16_t) {}

  void fault(Fault) { faults_++; }

  void frame(DownFrame& frame) {
    const char* const* text = frame.fields.text;
    const uint32_t* number = frame.fields.number;
    switch (frame.type) {
      case '?':
        hello_.demand();
        return;
      case 'w':
        welcome(text[0], text[1]);
        return;
      case 't':
        clock_.set(text[0], *text[1] == 's', now_);
        return;
      case 'e':
        errors_++;
        if (strcmp(text[0], "id") == 0) {
          hello_.mute(now_);
        }
        return;
    }
    if (strcmp(text[0], ring_.session()) == 0) {
      ofSession(frame.type, text, number);
    }
  }

  void ofSession(char type, const char* const* text, const uint32_t* number) {
    if (type == 'c') {
      commands_.take(number[1], Command(text[3], text[4], number[2]));
      return;
    }
    delivery_.hear(type, number + 1, now_);
    if (ring_.held() == 0 && ring_.base() > limits::sequenceLast) {
      ring_.restart();
      delivery_.restart();
      hello_.demand();
    }
  }

  void welcome(const char* nonce, const char* session) {
    if (!hello_.isAnsweredBy(nonce)) {
      return;
    }
    hello_.welcome();
    if (strcmp(session, ring_.session()) != 0) {
      ring_.take(session);
    }
    delivery_.restart();
  }

  void sayHello(bool anew) {
    if (anew) {
      hello_.begin(identity_.nonce(now_, ring_.nextSeries()));
    } else {
      hello_.lengthen();
    }
    hello_.sent(now_);
    sender_.hello(identity_, hello_.nonce(), ring_);
  }

  Identity identity_;
  Ring ring_;
  Sender sender_;
  Jitter jitter_;
  Delivery delivery_{ring_, sender_, jitter_};
  Commands commands_{identity_, ring_, sender_};
  HelloSeries hello_;
  Decoder<DownFrame> decoder_;
  WallClock clock_;
  LogWindow logs_;
  uint32_t now_ = 0;
  uint16_t faults_ = 0;
  uint16_t errors_ = 0;
  bool started_ = false;
};

}  // namespace tidegate
