#pragma once
#include <stdint.h>
#include <string.h>

#include "identity.h"
#include "line_writer.h"

namespace tidegate {

static const char streamCaps[] TIDEGATE_FLASH = "stream";

/// Who a board with a byte stream is, and the lines it says beside the stream's bytes.
class CableSender : protected LineWriter {
 public:
  constexpr CableSender(Put put, void* context) : LineWriter(put, context) {}

 protected:
  void take(const char* session) { memcpy(session_, session, limits::sessionLength); }

  bool isOfSession(const char* session) const { return strcmp(session, session_) == 0; }

  /// Of a series of hellos: the CRC-32 of `<dev> <now> <series> <session>`, in hex digits.
  void makeNonce(char* nonce, uint32_t now) {
    beginCheck();
    text(identity_.device);
    field(now);
    field(++series_);
    field(session_);
    writeHex(check(), nonce);
  }

  void writeHello(const char* nonce, uint16_t rxBytes) {
    begin('H');
    field(identity_.device);
    field(nonce);
    field(session_);
    field(1);
    field(1);
    field(1);
    field(rxBytes);
    flashField(identity_.firmwareInFlash);
    field("0");
    flashField(streamCaps);
    end();
  }

  /// Commands are for boards with channels.
  void writeNoChannel(uint32_t number) {
    begin('S');
    field(session_);
    field(number);
    field("nochannel");
    field("");
    end();
  }

  /// There is no such stream here (any more).
  void refuse(uint32_t number) {
    beginFrame(number, 'c');
    field("0");
    field("0");
    field("0");
    character(' ');
    end();
  }

  void beginFrame(uint32_t number, char word) {
    begin('B');
    field(session_);
    field(number);
    character(' ');
    character(word);
  }

  Identity identity_;

 private:
  char session_[limits::sessionLength + 1] = "-";
  uint32_t series_ = 0;
};

}  // namespace tidegate
