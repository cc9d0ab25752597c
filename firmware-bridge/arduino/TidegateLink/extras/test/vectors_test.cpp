// The shared vectors against the C++ codec. The one argument is the folder that holds them.
#include <string.h>

#include "../../src/tidegatelink/link.h"
#include "check.h"
#include "found.h"

namespace {

using namespace tidegate;

void lineVectors(const std::string& folder) {
  int sides[2] = {0, 0};
  for (const VectorCase& each : readVectors(folder + "/line.txt")) {
    std::string expected;
    for (const auto& entry : each.entries) {
      if (entry.first == "frame" || entry.first == "text" || entry.first == "fault") {
        expected += entry.first + " " + escape(entry.second) + "\n";
      }
    }
    bool up = each.value("side") == "up";
    sides[up]++;
    uint16_t limit = static_cast<uint16_t>(each.number("limit"));
    std::string in = each.value("in");
    CHECK_EQUAL(expected, up ? found<UpFrame>({in}, limit) : found<StreamFrame>({in}, limit),
                each.name);
    // A board without a stream knows all others.
    if (!up && in.find("~1b ") == std::string::npos) {
      CHECK_EQUAL(expected, found<DownFrame>({in}, limit), each.name);
    }
  }
  CHECK(sides[0] > 20 && sides[1] > 20);
}

// Writes what a board writes, and collects it.
struct Wire {
  std::string bytes;

  static void put(void* self, uint8_t byte) {
    static_cast<Wire*>(self)->bytes += static_cast<char>(byte);
  }
};

LogLevel levelOf(const std::string& name) {
  for (uint8_t i = 0; i < 4; i++) {
    if (name == word(static_cast<LogLevel>(i))) {
      return static_cast<LogLevel>(i);
    }
  }
  return static_cast<LogLevel>(9);
}

int codeOf(const std::string& name) {
  for (uint8_t i = 0; i < 5; i++) {
    if (name == word(static_cast<ResultCode>(i))) {
      return i;
    }
  }
  return -1;
}

// A line writer and fields in the order of the vector: the writer's own part of any frame.
std::string written(const VectorCase& each) {
  Wire wire;
  LineWriter line(Wire::put, &wire);
  line.begin(each.value("type")[0]);
  for (const auto& entry : each.entries) {
    if (entry.first != "type" && entry.first != "line") {
      line.field(entry.second.c_str());
    }
  }
  size_t bytes = line.end();
  CHECK_EQUAL(wire.bytes.size(), bytes, each.name);
  return wire.bytes;
}

// What a board says, called from outside.
struct Says : Sender {
  Says(const Ring& ring, Wire& wire) : Sender(ring, Wire::put, &wire) {}
  using Sender::identity_;
  using Sender::writeHello;
  using Sender::writeLog;
  using Sender::writeReading;
  using Sender::writeResult;
};

std::string hello(const VectorCase& each) {
  static Memory<64, 194> m64;
  static Memory<12, 194> m12;
  static Memory<1, 194> m1;
  uint32_t size = each.number("ring");
  KeptHeader& header = size == 64 ? m64.header : size == 12 ? m12.header : m1.header;
  Ring ring = size == 64 ? Ring(m64) : size == 12 ? Ring(m12) : Ring(m1);
  memset(header.session, 0, sizeof(header.session));
  strcpy(header.session, each.value("session").c_str());
  header.base = each.number("base");
  header.held = static_cast<uint16_t>(each.number("next") - header.base);
  Wire wire;
  Says board(ring, wire);
  Identity& identity = board.identity_;
  std::string device = each.value("dev"), firmware = each.value("fw"), caps = each.value("caps");
  identity.device = device.c_str();
  identity.firmwareInFlash = firmware.c_str();
  identity.capsInFlash = caps.c_str();
  std::string channels;
  for (uint32_t i = 0; i < each.number("channels"); i++) {
    channels += "x gauge - - r\n";
  }
  identity.channels = Channels(channels.c_str());
  board.writeHello(each.value("nonce").c_str(), static_cast<uint16_t>(each.number("rx")));
  return wire.bytes.substr(0, wire.bytes.find('\n', 1) + 1);
}

std::string reading(const VectorCase& each) {
  static Memory<8, 194> memory;
  Ring ring(memory);
  std::string age = each.value("age"), json = each.value("json");
  bool atLeast = age.back() == '+';
  memset(&memory, 0, sizeof(memory));
  strcpy(memory.header.session, each.value("session").c_str());
  uint16_t place = static_cast<uint16_t>(each.number("seq") - each.number("base"));
  memory.header.base = each.number("base");
  memory.header.held = place;
  ring.touch(1000 - each.number("age"));
  ring.add(json.data(), static_cast<uint8_t>(json.size()));
  ring.touch(1000);
  ring.at(place)->flags = atLeast ? KeptReading::atLeast : 0;
  Wire wire;
  Says(ring, wire).writeReading(place);
  return wire.bytes;
}

std::string result(const VectorCase& each) {
  static Memory<1, 194> memory;
  Ring ring(memory);
  memset(&memory, 0, sizeof(memory));
  strcpy(memory.header.session, each.value("session").c_str());
  ring.results.forget();
  ring.results.remember(each.number("no"), static_cast<ResultCode>(codeOf(each.value("code"))),
                        each.value("text").c_str());
  const KeptResult* kept = ring.results.find(each.number("no"));
  Wire wire;
  Says(ring, wire).writeResult(kept->number, static_cast<ResultCode>(kept->code),
                               Results::textOf(kept));
  return wire.bytes;
}

std::string logLine(const VectorCase& each) {
  static Memory<1, 194> memory;
  Wire wire;
  Says(Ring(memory), wire)
      .writeLog(levelOf(each.value("level")), each.value("text").c_str(), false);
  return wire.bytes;
}

// What this board cannot be made to write is refused by the call, or has no way to be said.
void refused(const VectorCase& each) {
  static Memory<1, 194> memory;
  Wire wire;
  char buffer[61];
  Link link(Ring(memory), Wire::put, &wire, buffer, 60);
  Identity& identity = link.identity();
  std::string field = each.value("refused");
  std::string device = field == "dev" ? each.value("dev") : "uno";
  identity.device = device.c_str();
  bool started = link.start(0);
  if (field == "dev") {
    CHECK_EQUAL(false, started, each.name);
  } else if (field == "json") {
    std::string json = each.value("json");
    CHECK_EQUAL(false, link.reading(json.data(), json.size(), 0), each.name);
  } else if (field == "length") {
    std::string json = each.value("json");
    CHECK_EQUAL(false, link.reading(json.data(), json.size(), 0), each.name);
  } else if (field == "text") {
    // Of a log line: it is written, but no LF is.
    CHECK(logLine(each).find('\n', 1) > 10);
  } else if (field == "data") {
    // No fields but good ones are read, and what the writer is given are bytes.
    CHECK(each.value("type")[0] == 'B' || each.value("type")[0] == 'b');
  } else if (field == "code") {
    CHECK_EQUAL(-1, codeOf(each.value("code")), each.name);
  } else {
    // A reading goes out after a welcome, with a base that is never above it.
    CHECK(field == "session" || field == "seq");
  }
  CHECK_EQUAL(std::string(), wire.bytes, each.name);
}

void encodeVectors(const std::string& folder) {
  std::string types;
  for (const VectorCase& each : readVectors(folder + "/encode.txt")) {
    if (each.has("refused")) {
      refused(each);
      continue;
    }
    char type = each.value("type")[0];
    types += type;
    std::string line = each.value("line");
    CHECK_EQUAL(escape(line), escape(written(each)), each.name);
    bool tooLongForABoard = type == 'R' && each.value("json").size() > limits::readingJsonBytes;
    if (type == 'H') {
      CHECK_EQUAL(escape(line), escape(hello(each)), each.name);
    } else if (type == 'R' && !tooLongForABoard) {
      CHECK_EQUAL(escape(line), escape(reading(each)), each.name);
    } else if (type == 'S') {
      CHECK_EQUAL(escape(line), escape(result(each)), each.name);
    } else if (type == 'L') {
      CHECK_EQUAL(escape(line), escape(logLine(each)), each.name);
    }
    // Read back, it is the frame that was written.
    std::string body = line.substr(1, line.size() - 11);
    std::string expected = "frame " + escape(body) + "\n";
    bool up = strchr("HDRSLB", type) != nullptr;
    CHECK_EQUAL(expected, up ? found<UpFrame>({line}, 1024) : found<StreamFrame>({line}, 1024),
                each.name);
  }
  for (char type : std::string("HDRSLB?wahncteb")) {
    CHECK(types.find(type) != std::string::npos);
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    printf("usage: vectors_test FOLDER\n");
    return 2;
  }
  lineVectors(argv[1]);
  encodeVectors(argv[1]);
  return finish("vectors");
}
