#pragma once
#include <stdint.h>

#include "identity.h"
#include "line_writer.h"
#include "ring.h"
#include "words.h"

namespace tidegate {

/// Writes the lines of a board, each at once and whole.
class Sender {
 public:
  constexpr Sender(LineWriter::Put put, void* context, uint16_t rxBytes)
      : put_(put), context_(context), rxBytes_(rxBytes) {}

  void hello(const Identity& identity, uint32_t nonce, const Ring& ring) {
    uint8_t channels = identity.channels.count();
    LineWriter line(put_, context_, 'H');
    line.field(identity.device);
    line.hexField(nonce);
    line.field(ring.session());
    line.field(ring.base());
    line.field(ring.next());
    line.field(ring.size());
    line.field(rxBytes_);
    line.flashField(identity.firmwareInFlash);
    line.field(channels);
    if (identity.capsInFlash != nullptr) {
      line.flashField(identity.capsInFlash);
    } else {
      line.field("-");
    }
    line.end();
    for (uint8_t i = 0; i < channels; i++) {
      describe(identity.channels, i, nonce);
    }
  }

  /// Gives the bytes of the line.
  uint16_t reading(const Ring& ring, uint16_t place, uint32_t now) {
    KeptReading* reading = ring.at(place);
    bool overAge = reading->flags & KeptReading::overAge;
    LineWriter line(put_, context_, 'R');
    line.field(ring.session());
    line.field(ring.base() + place);
    line.field(ring.base());
    line.field(overAge ? 0x80000000UL : now - reading->taken);
    if (reading->flags & (KeptReading::overAge | KeptReading::atLeast)) {
      line.character('+');
    }
    line.character(' ');
    const char* json = Ring::jsonOf(reading);
    for (uint8_t i = 0; i < reading->length; i++) {
      line.character(json[i]);
    }
    return line.end();
  }

  void result(const char* session, const KeptResult* result) {
    LineWriter line(put_, context_, 'S');
    line.field(session);
    line.field(result->number);
    line.flashField(word(static_cast<ResultCode>(result->code)));
    line.freeField(Results::textOf(result), limits::resultTextLength, false);
    line.end();
  }

  void logLine(LogLevel level, const char* text, bool inFlash) {
    const char* name = word(level);
    uint8_t nameLength = 0;
    while (flashChar(name + nameLength) != 0) {
      nameLength++;
    }
    LineWriter line(put_, context_, 'L');
    line.flashField(name);
    // Beside the text: `~1L`, two spaces, the level, and the CRC with its star.
    line.freeField(text, limits::lineUpBytes - 3 - 2 - nameLength - 9, inFlash);
    line.end();
  }

 private:
  void describe(const Channels& channels, uint8_t index, uint32_t nonce) {
    LineWriter line(put_, context_, 'D');
    line.hexField(nonce);
    line.field(index);
    channels.write(index, line);
    line.end();
  }

  LineWriter::Put put_;
  void* context_;
  uint16_t rxBytes_;
};

}  // namespace tidegate
