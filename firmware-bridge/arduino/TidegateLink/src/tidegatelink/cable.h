#pragma once
#include <stdint.h>
#include <string.h>

#include "cable_sender.h"
#include "decoder.h"
#include "hello_series.h"
#include "stream_end.h"
#include "stream_frame.h"

namespace tidegate {

/// The board's part of the link for a board that has a byte stream and no readings: PROTOCOL.md,
/// sections 5 and 7. Nothing of it outlives a reset.
class Cable : private CableSender {
 public:
  enum class State : uint8_t { Closed, Opening, Open };

  /// `line` takes `rxBytes` + 1 bytes.
  constexpr Cable(Put put, void* context, char* line, uint16_t rxBytes, const StreamEnd& bytes)
      : CableSender(put, context), bytes_(bytes), decoder_(line, rxBytes) {}

  Cable(const Cable&) = delete;
  Cable& operator=(const Cable&) = delete;

  /// For the caller to fill before start().
  Identity& identity() { return identity_; }

  /// False when the device id is not one; the board then stays silent.
  bool start(uint32_t now) {
    started_ = identity_.isGood();
    clock_.at = now;
    jitter_.start(identity_.check());
    return started_;
  }

  /// A poll begins: all bytes go in after it, then comes act(). False when it has not started.
  bool tick(uint32_t now) {
    clock_.at = now;
    return started_;
  }

  void receive(uint8_t byte) { decoder_.feed(byte, *this); }

  /// At most one frame.
  void act() {
    HelloSeries::Due due = hello_.due(clock_, jitter_);
    if (due == HelloSeries::Due::Anew || due == HelloSeries::Due::Again) {
      sayHello(due == HelloSeries::Due::Anew);
    } else if (due == HelloSeries::Due::Not && state_ == State::Opening) {
      if (!asked_ || clock_.havePassed(askMillis, askedAt_)) {
        asked_ = true;
        askedAt_ = clock_.at;
        writeFrame('o');
      }
    } else if (due == HelloSeries::Due::Not && state_ == State::Open) {
      StreamEnd::Due frame = bytes_.due(clock_.at);
      if (frame == StreamEnd::Due::Frame) {
        writeFrame('d');
      } else if (frame == StreamEnd::Due::GiveUp) {
        close();
      }
    }
  }

  State state() const { return state_; }
  StreamEnd& bytes() { return bytes_; }

  /// A new stream is wanted; act() asks for it once the board is welcome. Whoever has had no answer
  /// says hello at once, not when its turn comes: somebody waits.
  void open() {
    close();
    if (!hello_.welcomed()) {
      hello_.demand();
    }
    bytes_.restart();
    number_++;
    asked_ = false;
    state_ = State::Opening;
  }

  /// What has arrived can still be read.
  void close() {
    if (state_ == State::Open) {
      refuse(number_);
    }
    state_ = State::Closed;
  }

  bool isWelcome() const { return hello_.welcomed(); }
  uint16_t faults() const { return faults_; }

 private:
  friend class Decoder<StreamFrame>;

  static constexpr uint16_t askMillis = 1000;

  struct Clock {
    uint32_t at = 0;
    bool havePassed(uint16_t millis, uint32_t since) const { return at - since >= millis; }
  };

  // What the decoder finds.

  void text(const char*, uint16_t) {}

  void fault(Fault) { faults_++; }

  void frame(StreamFrame& frame) {
    char* const* text = frame.fields.text;
    if (frame.type == '?') {
      hello_.demand();
    } else if (frame.type == 'w') {
      if (!hello_.welcomed() && strcmp(text[0], hello_.nonce()) == 0) {
        hello_.welcome();
        take(text[1]);
      }
    } else if (frame.type == 'e') {
      if (strcmp(text[0], "id") == 0) {
        state_ = State::Closed;
        hello_.mute(clock_.at);
      }
    } else if (frame.type != 't' && isOfSession(text[0]) && hello_.welcomed()) {
      if (frame.type == 'b') {
        stream(frame.fields);
      } else if (frame.type == 'c') {
        writeNoChannel(frame.fields.number(1));
      }
    }
  }

  void stream(const FieldReader& fields) {
    uint32_t number = fields.number(1);
    bool closes = *fields.text[2] == 'c';
    if (number != number_ || state_ == State::Closed) {
      if (!closes) {
        refuse(number);
      }
      return;
    }
    if (closes) {
      state_ = State::Closed;
      return;
    }
    state_ = State::Open;
    if (!bytes_.hear(fields.number(3), fields.number(4), fields.number(5), fields.text[6],
                   clock_.at)) {
      close();
    }
  }

  /// A hello ends what there was: the gateway may be another one. What is only wanted is asked for
  /// again.
  void sayHello(bool anew) {
    if (state_ == State::Open) {
      state_ = State::Closed;
    }
    asked_ = false;
    if (anew) {
      makeNonce(hello_.begin(), clock_.at);
    }
    hello_.sent(clock_.at);
    writeHello(hello_.nonce(), decoder_.lineLimit());
  }

  void writeFrame(char word) {
    beginFrame(number_, word);
    bytes_.write(*this, clock_.at);
    end();
  }

  StreamEnd bytes_;
  Decoder<StreamFrame> decoder_;
  HelloSeries hello_;
  Jitter jitter_;
  Clock clock_;
  uint32_t number_ = 0;
  uint32_t askedAt_ = 0;
  uint16_t faults_ = 0;
  State state_ = State::Closed;
  bool asked_ = false;
  bool started_ = false;
};

}  // namespace tidegate
