// Runs the board's part of the link on the events of a script, and prints what it writes. So
// another implementation can be held against this one, byte by byte.
//
//   trace DEVICE READINGS RX RATE CAPS FIRMWARE < script > bytes
//
// One event a line: a time in milliseconds, a word, what belongs to it. Texts are hex digits.
//
//   12 start             a start, and later a reset: what a board keeps stays
//   12 power             power is lost, and what a board keeps; a start follows
//   12 in 0A7E31...      bytes arrive; the next poll reads them
//   12 poll
//   12 reading 7B...     taken by the sketch
//   12 log 2 6869        level 0 to 3
//
// Each event that writes gives a line `12 > ` and the bytes, and a refused reading `12 refused`.
// A command's value says what the sketch does: `ok TEXT`, `failed TEXT`, `busy TEXT`,
// `expired TEXT`, `reading`, `log`.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <iostream>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "../../src/tidegatelink/link.h"

namespace {

using namespace tidegate;

constexpr char channelLines[] =
    "temperature gauge Cel 1 r\n"
    "relay bool - - rw\n"
    "display text - - w";

struct Trace {
  std::string device, firmware, caps;
  uint32_t rate;
  uint16_t rxBytes;
  void* memory;
  size_t memoryBytes;
  std::unique_ptr<Ring> ring;
  std::vector<char> buffer;
  std::unique_ptr<Link> link;
  std::string out;
  uint32_t now = 0;

  static void put(void* self, uint8_t byte) {
    static_cast<Trace*>(self)->out += static_cast<char>(byte);
  }

  static Trace* current;

  static void onCommand(Command& command) {
    std::string value = command.value();
    size_t space = value.find(' ');
    std::string verb = value.substr(0, space);
    std::string text = space == std::string::npos ? "" : value.substr(space + 1);
    if (verb == "failed") {
      command.failed(text.c_str());
    } else if (verb == "busy") {
      command.busy(text.c_str());
    } else if (verb == "expired") {
      command.expired(text.c_str());
    } else if (verb == "reading") {
      bool taken = current->link->reading("{\"c\":1}", 7, current->now);
      command.ok(taken ? "taken" : "refused");
    } else if (verb == "log") {
      bool written = current->link->log(LogLevel::Info, "command", false, current->now);
      command.ok(written ? "written" : "dropped");
    } else {
      command.ok(text.c_str());
    }
  }

  /// What stands in memory when power comes is anything.
  void losePower() { memset(memory, 0xA5, memoryBytes); }

  void start() {
    buffer.assign(rxBytes + 1u, '\0');
    link.reset(new Link(*ring, put, this, buffer.data(), rxBytes));
    link->rate(rate);
    link->onCommand(onCommand);
    Identity& identity = link->identity();
    identity.device = device.c_str();
    identity.firmwareInFlash = firmware.c_str();
    identity.capsInFlash = caps.c_str();
    identity.channels = Channels(channelLines);
    if (!link->start(now)) {
      std::cerr << "not a device id: " << device << "\n";
      exit(2);
    }
  }
};

Trace* Trace::current = nullptr;

template <uint16_t Readings>
void useMemory(Trace& trace) {
  static Memory<Readings, limits::readingJsonBytes> memory;
  trace.memory = &memory;
  trace.memoryBytes = sizeof(memory);
  trace.losePower();
  trace.ring.reset(new Ring(memory));
}

bool useMemoryOf(unsigned readings, Trace& trace) {
  switch (readings) {
    case 1:
      useMemory<1>(trace);
      return true;
    case 2:
      useMemory<2>(trace);
      return true;
    case 5:
      useMemory<5>(trace);
      return true;
    case 16:
      useMemory<16>(trace);
      return true;
    case 64:
      useMemory<64>(trace);
      return true;
  }
  return false;
}

std::string unhex(const std::string& text) {
  std::string bytes;
  for (size_t i = 0; i + 1 < text.size(); i += 2) {
    bytes += static_cast<char>(std::stoi(text.substr(i, 2), nullptr, 16));
  }
  return bytes;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 7) {
    std::cerr << "usage: trace DEVICE READINGS RX RATE CAPS FIRMWARE\n";
    return 2;
  }
  Trace trace;
  Trace::current = &trace;
  trace.device = argv[1];
  trace.rxBytes = static_cast<uint16_t>(atoi(argv[3]));
  trace.rate = static_cast<uint32_t>(atol(argv[4]));
  trace.caps = argv[5];
  trace.firmware = argv[6];
  if (!useMemoryOf(static_cast<unsigned>(atoi(argv[2])), trace)) {
    std::cerr << "READINGS is 1, 2, 5, 16 or 64\n";
    return 2;
  }
  std::string input;
  std::string line;
  while (std::getline(std::cin, line)) {
    std::istringstream words(line);
    std::string verb, first, second;
    words >> trace.now >> verb >> first >> second;
    bool refused = false;
    if (verb == "start") {
      input.clear();
      trace.start();
    } else if (verb == "power") {
      trace.link.reset();
      trace.losePower();
    } else if (verb == "in") {
      input += unhex(first);
    } else if (verb == "poll") {
      if (trace.link->tick(trace.now)) {
        for (char c : input) {
          trace.link->receive(static_cast<uint8_t>(c));
        }
        trace.link->act();
      }
      input.clear();
    } else if (verb == "reading") {
      std::string json = unhex(first);
      refused = !trace.link->reading(json.data(), json.size(), trace.now);
    } else if (verb == "log") {
      trace.link->log(static_cast<LogLevel>(atoi(first.c_str())), unhex(second).c_str(), false,
                      trace.now);
    } else {
      std::cerr << "not an event: " << line << "\n";
      return 2;
    }
    if (!trace.out.empty()) {
      printf("%lu > ", static_cast<unsigned long>(trace.now));
      for (unsigned char c : trace.out) {
        printf("%02X", c);
      }
      printf("\n");
      trace.out.clear();
    }
    if (refused) {
      printf("%lu refused\n", static_cast<unsigned long>(trace.now));
    }
  }
  return 0;
}
