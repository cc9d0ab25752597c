#pragma once
#include <stdint.h>
#include <string.h>

#include "commands.h"
#include "decoder.h"
#include "down_frame.h"
#include "hello_series.h"
#include "log_window.h"
#include "wall_clock.h"

namespace tidegate {

/// The board's part of the link, PROTOCOL.md, section 5: given the same bytes, times and calls it
/// writes the same bytes as any other implementation. Times are milliseconds that wrap at 2^32.
///
/// It stands on Commands, Delivery, Sender and LineWriter, each of which knows those behind it. So
/// they are one object instead of five that point at each other, which costs flash and RAM.
class Link : private Commands {
 public:
  using Put = LineWriter::Put;

  /// `buffer` takes `rxBytes` + 1 bytes.
  constexpr Link(const Ring& ring, Put put, void* context, char* buffer, uint16_t rxBytes)
      : Commands(ring, put, context), decoder_(buffer, rxBytes) {}

  Link(const Link&) = delete;
  Link& operator=(const Link&) = delete;

  /// For the caller to fill before start().
  Identity& identity() { return identity_; }

  /// False when the device id is not one; the link then stays silent.
  bool start(uint32_t now) {
    started_ = identity_.isGood();
    if (started_) {
      uint32_t check = identity_.check();
      jitter_.start(check);
      ring_.start(check, now);
      sendAll();
    }
    return started_;
  }

  /// A poll begins: all bytes go in after it, then comes act(). False when the link has not
  /// started: then they do not.
  bool tick(uint32_t now) {
    if (started_) {
      ring_.touch(now);
    }
    return started_;
  }

  /// A byte came in.
  void receive(uint8_t byte) { decoder_.feed(byte, *this); }

  /// At most one of the actions of section 5.
  void act() {
    ring_.noteAges();
    HelloSeries::Due due = hello_.due(ring_, jitter_);
    if (due == HelloSeries::Due::Not) {
      deliver();
    } else if (due != HelloSeries::Due::Wait) {
      sayHello(due == HelloSeries::Due::Anew);
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
    if (ring_.isFull()) {
      makeRoom();
    }
    ring_.add(json, static_cast<uint8_t>(length));
    return true;
  }

  /// False when it was dropped: there were four in ten seconds already.
  bool log(LogLevel level, const char* text, bool inFlash, uint32_t now) {
    if (!started_ || !logs_.takes(now)) {
      return false;
    }
    writeLog(level, text, inFlash);
    return true;
  }

  bool isFull() const { return started_ && ring_.isFull(); }
  uint16_t held() const { return started_ ? ring_.held() : 0; }
  bool isWelcome() const { return hello_.welcomed(); }
  const WallClock& clock() const { return clock_; }
  uint16_t logsDropped() const { return logs_.dropped(); }

  /// Lines that carried a marker and were no frame for a board.
  uint16_t faults() const { return faults_; }

  /// Errors that the gateway has told.
  uint16_t errors() const { return errors_; }

  using Commands::Handler;
  using Commands::onCommand;

  /// Of the line, in bytes per second.
  using Commands::rate;

 private:
  friend class Decoder<DownFrame>;

  // What the decoder finds.

  void text(const char*, uint16_t) {}

  void fault(Fault) { faults_++; }

  void frame(DownFrame& frame) {
    char* const* text = frame.fields.text;
    switch (frame.type) {
      case '?':
        hello_.demand();
        return;
      case 'w':
        welcome(text[0], text[1]);
        return;
      case 't':
        clock_.set(text[0], *text[1], ring_.now());
        return;
      case 'e':
        errors_++;
        if (text[0][0] == 'i' && text[0][1] == 'd' && text[0][2] == 0) {
          hello_.mute(ring_.now());
        }
        return;
    }
    if (strcmp(text[0], ring_.session()) == 0) {
      ofSession(frame.type, frame.fields);
    }
  }

  void ofSession(char type, const FieldReader& fields) {
    uint32_t number = fields.number(1);
    if (type == 'c') {
      take(number, fields);
      return;
    }
    hear(type, number, fields);
    if (ring_.held() == 0 && ring_.base() > limits::sequenceLast) {
      ring_.restart();
      sendAll();
      hello_.demand();
    }
  }

  void welcome(const char* nonce, const char* session) {
    if (hello_.welcomed() || strcmp(nonce, hello_.nonce()) != 0) {
      return;
    }
    hello_.welcome();
    if (strcmp(session, ring_.session()) != 0) {
      ring_.take(session);
    }
    sendAll();
  }

  void sayHello(bool anew) {
    if (anew) {
      makeNonce(hello_.begin());
    }
    hello_.sent(ring_.now());
    writeHello(hello_.nonce(), decoder_.lineLimit());
  }

  Decoder<DownFrame> decoder_;
  HelloSeries hello_;
  uint16_t faults_ = 0;
  uint16_t errors_ = 0;
  bool started_ = false;
  WallClock clock_;
  LogWindow logs_;
};

}  // namespace tidegate
