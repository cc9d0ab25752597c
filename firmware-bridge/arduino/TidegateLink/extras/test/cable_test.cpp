// A board with a byte stream, PROTOCOL.md, section 7: a claim each, against one line and one clock.
#include "../../src/tidegatelink/cable.h"

#include "bench_board.h"
#include "check.h"

namespace {

using namespace tidegate;

std::string down(const std::string& frame) { return BenchBoard<1>::down(frame); }

struct Bench {
  std::string out;
  char line[129];
  uint8_t in[64];
  uint8_t held[64];
  Cable cable;
  uint32_t now = 1000;

  Bench() : cable(put, this, line, 128, StreamEnd(in, sizeof(in), held, sizeof(held))) {
    cable.identity().device = "uno-1";
    cable.identity().firmwareInFlash = "bench/1";
    cable.start(now);
  }

  static void put(void* self, uint8_t byte) {
    static_cast<Bench*>(self)->out += static_cast<char>(byte);
  }

  /// What a poll writes, without marker and CRC; frames are parted by a bar.
  std::string poll(const std::string& in = "") {
    out.clear();
    cable.tick(now);
    for (char c : in) {
      cable.receive(static_cast<uint8_t>(c));
    }
    cable.act();
    std::string found;
    for (size_t at = out.find("~1"); at != std::string::npos; at = out.find("~1", at + 1)) {
      found += (found.empty() ? "" : "|") + out.substr(at + 2, out.find('\n', at) - at - 11);
    }
    return found;
  }

  void meet() {
    std::string hello = poll();
    poll(down("w " + hello.substr(8, 8) + " k3F9aQ_x"));
  }

  void open() {
    meet();
    cable.open();
    poll();
    poll(down("b k3F9aQ_x 1 d 0 0 100 "));
  }

  void write(const char* text) {
    cable.bytes().write(reinterpret_cast<const uint8_t*>(text), static_cast<uint16_t>(strlen(text)),
                        now);
  }

  std::string read() {
    uint8_t bytes[64];
    uint16_t count = cable.bytes().read(bytes, sizeof(bytes));
    return std::string(bytes, bytes + count);
  }
};

void saysHelloAndAsksForAStreamOnceItIsWelcome() {
  Bench board;
  board.cable.open();
  std::string hello = board.poll();
  CHECK_EQUAL(" - 1 1 1 128 bench/1 0 stream", hello.substr(16), hello);
  CHECK_EQUAL("H uno-1 ", hello.substr(0, 8), hello);
  CHECK_EQUAL("", board.poll(), "not welcome");
  CHECK_EQUAL("B k3F9aQ_x 1 o 0 0 64 ", board.poll(down("w " + hello.substr(8, 8) + " k3F9aQ_x")),
              "asks");
  board.now += 999;
  CHECK_EQUAL("", board.poll(), "waits");
  board.now += 1;
  CHECK_EQUAL("B k3F9aQ_x 1 o 0 0 64 ", board.poll(), "asks again");
  board.poll(down("b k3F9aQ_x 1 d 0 0 100 "));
  CHECK(board.cable.state() == Cable::State::Open);
}

void bytesGoBothWaysOnce() {
  Bench board;
  board.open();
  board.write("hello");
  CHECK_EQUAL("B k3F9aQ_x 1 d 0 0 64 aGVsbG8", board.poll(), "five bytes");
  CHECK_EQUAL("", board.poll(), "one frame at a time");
  std::string answer = down("b k3F9aQ_x 1 d 0 5 100 ICE");
  CHECK_EQUAL("B k3F9aQ_x 1 d 5 2 62 ", board.poll(answer + answer), "one answer to a doubled one");
  CHECK_EQUAL(" !", board.read(), "its bytes");
  CHECK(board.cable.bytes().isFlushed());
}

void whatIsNotAnsweredIsRepeatedAndThenGivenUp() {
  Bench board;
  board.open();
  board.write("x");
  CHECK_EQUAL("B k3F9aQ_x 1 d 0 0 64 eA", board.poll(), "x");
  int repeats = 0;
  std::string frame;
  for (; board.cable.state() == Cable::State::Open && repeats < 100; board.now += 10) {
    frame = board.poll();
    repeats += frame == "B k3F9aQ_x 1 d 0 0 64 eA";
  }
  CHECK_EQUAL(9, repeats, "after 0.5, 1, 2 s, and each 4 s");
  CHECK_EQUAL("B k3F9aQ_x 1 c 0 0 0 ", frame, "given up");
}

void aHelloEndsTheStream() {
  Bench board;
  board.open();
  std::string hello = board.poll(down("?"));
  CHECK_EQUAL("H uno-1 ", hello.substr(0, 8), hello);
  CHECK_EQUAL(" k3F9aQ_x 1 1 1 128 bench/1 0 stream", hello.substr(16), "its session");
  CHECK(board.cable.state() == Cable::State::Closed);
}

void framesOfAnotherStreamAreAnsweredWithItsEnd() {
  Bench board;
  board.open();
  CHECK_EQUAL("B k3F9aQ_x 7 c 0 0 0 ", board.poll(down("b k3F9aQ_x 7 d 0 0 9 aGVsbG8")), "number 7");
  CHECK_EQUAL("", board.poll(down("b k3F9aQ_x 7 c 0 0 0 ")), "an end is not answered");
  CHECK_EQUAL("", board.poll(down("b AAAAAAAA 1 d 0 0 9 aGVsbG8")), "another session");
  CHECK_EQUAL("", board.read(), "nothing of it is taken");
  CHECK(board.cable.state() == Cable::State::Open);
}

void whatCannotBeOfTheSameStreamClosesIt() {
  for (const char* frame : {"b k3F9aQ_x 1 d 3 0 9 eA", "b k3F9aQ_x 1 d 0 1 9 "}) {
    Bench board;
    board.open();
    CHECK_EQUAL("B k3F9aQ_x 1 c 0 0 0 ", board.poll(down(frame)), frame);
    CHECK(board.cable.state() == Cable::State::Closed);
  }
}

void theGatewayMayCloseItAndWhatHasArrivedIsStillRead() {
  Bench board;
  board.open();
  board.poll(down("b k3F9aQ_x 1 d 0 0 100 ICE"));
  CHECK_EQUAL("", board.poll(down("b k3F9aQ_x 1 c 0 0 0 ")), "no answer");
  CHECK(board.cable.state() == Cable::State::Closed);
  CHECK_EQUAL(" !", board.read(), "what had come");
}

void commandsAreAnsweredForItHasNoChannels() {
  Bench board;
  board.meet();
  CHECK_EQUAL("S k3F9aQ_x 9 nochannel ", board.poll(down("c k3F9aQ_x 9 500 led on")), "command");
}

void base64IsWhatItSays() {
  for (size_t length = 0; length < 40; length++) {
    std::string text;
    std::vector<uint8_t> bytes;
    for (size_t i = 0; i < length; i++) {
      bytes.push_back(static_cast<uint8_t>(i * 89 + length * 31));
    }
    LineWriter writer([](void* to, uint8_t c) { *static_cast<std::string*>(to) += char(c); },
                      &text);
    writer.begin('B');
    text.clear();
    writeBase64Url(writer, bytes.data(), static_cast<uint16_t>(length));
    CHECK_EQUAL(length, sizeOfBase64Url(text.c_str()), text);
    for (size_t i = 0; i < length; i++) {
      CHECK_EQUAL(int(bytes[i]), int(byteOfBase64Url(text.c_str(), static_cast<uint16_t>(i))), text);
    }
  }
}

}  // namespace

int main() {
  saysHelloAndAsksForAStreamOnceItIsWelcome();
  bytesGoBothWaysOnce();
  whatIsNotAnsweredIsRepeatedAndThenGivenUp();
  aHelloEndsTheStream();
  framesOfAnotherStreamAreAnsweredWithItsEnd();
  whatCannotBeOfTheSameStreamClosesIt();
  theGatewayMayCloseItAndWhatHasArrivedIsStillRead();
  commandsAreAnsweredForItHasNoChannels();
  base64IsWhatItSays();
  return finish("cable");
}
