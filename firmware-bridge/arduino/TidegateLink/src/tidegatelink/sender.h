#pragma once
#include <stdint.h>

#include "identity.h"
#include "line_writer.h"
#include "ring.h"
#include "words.h"

namespace tidegate {

/// Who a board is, what it holds, and the lines it says both in, each at once and whole.
class Sender : protected LineWriter {
 public:
  constexpr Sender(const Ring& ring, Put put, void* context)
      : LineWriter(put, context), ring_(ring) {}

 protected:
  /// Of a series of hellos: the CRC-32 of `<dev> <now> <series> <session>`, in hex digits.
  void makeNonce(char* nonce) {
    beginCheck();
    text(identity_.device);
    field(ring_.now());
    field(ring_.nextSeries());
    field(ring_.session());
    writeHex(check(), nonce);
  }

  void writeHello(const char* nonce, uint16_t rxBytes) {
    begin('H');
    field(identity_.device);
    field(nonce);
    field(ring_.session());
    field(ring_.base());
    field(ring_.next());
    field(ring_.size());
    field(rxBytes);
    flashField(identity_.firmwareInFlash);
    field(identity_.channels.count());
    flashField(identity_.capsInFlash);
    end();
    uint8_t index = 0;
    for (const char* channel = identity_.channels.first(); channel != nullptr;
         channel = Channels::after(channel)) {
      begin('D');
      field(nonce);
      field(index++);
      flashField(channel);
      end();
    }
  }

  /// Gives the bytes of the line.
  uint8_t writeReading(uint16_t place) {
    KeptReading* reading = ring_.at(place);
    bool overAge = reading->flags & KeptReading::overAge;
    begin('R');
    field(ring_.session());
    field(ring_.base() + place);
    field(ring_.base());
    field(overAge ? 0x80000000UL : ring_.now() - reading->taken);
    if (reading->flags & (KeptReading::overAge | KeptReading::atLeast)) {
      character('+');
    }
    character(' ');
    const char* json = Ring::jsonOf(reading);
    for (uint8_t left = reading->length; left > 0; left--) {
      character(*json++);
    }
    return end();
  }

  void writeResult(uint32_t number, ResultCode code, const char* text) {
    begin('S');
    field(ring_.session());
    field(number);
    flashField(word(code));
    field(text);
    end();
  }

  /// What may not stand in a line becomes '?', what does not fit is cut.
  void writeLog(LogLevel level, const char* text, bool inFlash) {
    begin('L');
    flashField(word(level));
    character(' ');
    for (; bytesSoFar() < limits::lineUpBytes + 1 - 9; text++) {
      char c = inFlash ? flashChar(text) : *text;
      if (c == 0) {
        break;
      }
      character(isPrint(c) ? c : '?');
    }
    end();
  }

  Identity identity_;
  Ring ring_;
};

}  // namespace tidegate
