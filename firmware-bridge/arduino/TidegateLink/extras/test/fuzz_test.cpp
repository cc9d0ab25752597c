// Anything may come in from outside, at any time: nothing breaks (the sanitizers watch), and what
// a board writes is always a good line. Fixed seeds; `fuzz_test FROM TO` runs others.
#include <random>

#include "bench_board.h"
#include "check.h"
#include "found.h"

namespace {

using namespace tidegate;

typedef std::mt19937 Random;

uint32_t below(Random& random, uint32_t limit) {
  return std::uniform_int_distribution<uint32_t>(0, limit - 1)(random);
}

std::string anyBytes(Random& random, uint32_t most) {
  std::string bytes;
  for (uint32_t i = below(random, most + 1); i > 0; i--) {
    bytes += static_cast<char>(below(random, 256));
  }
  return bytes;
}

std::string anyField(Random& random, const std::string& session) {
  switch (below(random, 8)) {
    case 0:
      return session;
    case 1:
      return std::to_string(below(random, 12));
    case 2:
      return std::to_string(random());
    case 3:
      return "4294967294";
    case 4:
      return "led";
    case 5:
      return "";
    case 6:
      return std::string(below(random, 40), 'x');
    default:
      return "id";
  }
}

// A line with a good CRC, of fields that may be good.
std::string anyLine(Random& random, const std::string& session) {
  std::string frame(1, "?wahncteHBb~"[below(random, 12)]);
  if (below(random, 3) != 0) {
    frame += " " + session;
  }
  for (uint32_t i = below(random, 5); i > 0; i--) {
    frame += " " + anyField(random, session);
  }
  std::string line = BenchBoard<5>::down(frame);
  if (below(random, 6) == 0) {
    line[below(random, static_cast<uint32_t>(line.size()))] ^= static_cast<char>(1 << below(random, 8));
  }
  if (below(random, 10) == 0) {
    line = line.substr(below(random, static_cast<uint32_t>(line.size())));
  }
  return line;
}

void decoderTakesAnything(uint32_t seed) {
  Random random(seed);
  std::string bytes;
  while (bytes.size() < 4000) {
    bytes += below(random, 3) == 0 ? anyBytes(random, 80) : anyLine(random, "k3F9aQ_x");
  }
  uint16_t limit = static_cast<uint16_t>(60 + below(random, 300));
  std::string down = found<DownFrame>({bytes}, limit);
  std::string up = found<UpFrame>({bytes}, static_cast<uint16_t>(limit + 190));
  // How many bytes before an LF make no difference to what comes behind it.
  std::string behind = found<DownFrame>({anyBytes(random, 900) + "\n" + bytes}, limit);
  CHECK(behind.size() >= down.size());
  CHECK_EQUAL(down, behind.substr(behind.size() - down.size()), "seed " + std::to_string(seed));
  CHECK(!up.empty());
}

void boardTakesAnything(uint32_t seed) {
  Random random(seed);
  BenchBoard<5> board;
  board.now = below(random, 2) == 0 ? 0xFFFFF000u : below(random, 100000);
  board.start();
  std::string what = "seed " + std::to_string(seed);
  uint32_t taken = 0;
  for (int i = 0; i < 3000; i++) {
    board.now += below(random, 20) == 0 ? below(random, 40000) : below(random, 30);
    std::string in;
    if (below(random, 4) == 0) {
      in = below(random, 4) == 0 ? anyBytes(random, 90) : anyLine(random, board.memory.header.session);
    }
    if (!board.link->isWelcome() && !board.lines.empty() && board.lines[0][0] == 'H') {
      in += board.down("w " + board.lines[0].substr(8, 8) + " k3F9aQ_x");
    }
    switch (below(random, 12)) {
      case 0:
        board.now = below(random, 500);
        board.start();
        break;
      case 1:
        board.link->log(static_cast<LogLevel>(below(random, 4)), anyBytes(random, 300).c_str(), false,
                        board.now);
        break;
      case 2:
      case 3:
      case 4:
        taken += board.reading("{\"n\":" + std::to_string(i) + "}") ? 1 : 0;
        break;
    }
    board.poll(in);
    CHECK(board.link->held() <= 5);
    for (const std::string& line : board.lines) {
      std::string wire = BenchBoard<5>::down(line);
      std::string read = found<UpFrame>({wire}, 1024);
      if (line.size() + 11 > limits::lineUpBytes || read.find("frame ~1") != 0) {
        CHECK_EQUAL(std::string("a good line"), read + line, what);
      }
    }
  }
  CHECK(taken > 100);
}

}  // namespace

int main(int argc, char** argv) {
  uint32_t from = argc == 3 ? static_cast<uint32_t>(atol(argv[1])) : 1;
  uint32_t to = argc == 3 ? static_cast<uint32_t>(atol(argv[2])) : 60;
  for (uint32_t seed = from; seed <= to; seed++) {
    decoderTakesAnything(seed);
    boardTakesAnything(seed);
  }
  return finish("fuzz");
}
