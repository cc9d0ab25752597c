#pragma once
#include <string.h>

#include <memory>
#include <string>
#include <vector>

#include "../../src/tidegatelink/link.h"
#include "vectors.h"

// A board on a table: a link, what it keeps over a reset, a clock set by hand, and somebody who
// can write lines down.
template <uint16_t Readings>
class BenchBoard {
 public:
  tidegate::Memory<Readings, 194> memory;
  std::unique_ptr<tidegate::Link> link;
  std::vector<std::string> lines;
  uint32_t now = 1000;
  std::string device = "uno-1";

  explicit BenchBoard(bool takesCommands = true) : takesCommands_(takesCommands) {
    memset(&memory, 0x5A, sizeof(memory));
    current() = this;
    start();
  }

  void start() {
    link.reset(new tidegate::Link(tidegate::Ring(memory), put, this, buffer_, 60));
    if (takesCommands_) {
      link->onCommand(onCommand);
    }
    tidegate::Identity& identity = link->identity();
    identity.device = device.c_str();
    identity.firmwareInFlash = "bench/1";
    identity.channels = tidegate::Channels("t gauge Cel 1 r\nled bool - - rw");
    link->start(now);
  }

  /// What a poll writes, line by line without CRC and marker.
  std::vector<std::string> poll(const std::string& in = "") {
    lines.clear();
    if (link->tick(now)) {
      for (char c : in) {
        link->receive(static_cast<uint8_t>(c));
      }
      link->act();
    }
    return lines;
  }

  std::string pollOne(const std::string& in = "") {
    std::vector<std::string> written = poll(in);
    std::string all;
    for (const std::string& line : written) {
      all += (all.empty() ? "" : "|") + line;
    }
    return all;
  }

  bool reading(const std::string& json) { return link->reading(json.data(), json.size(), now); }

  /// Says hello, gets a welcome.
  void meet(const std::string& session) {
    std::string hello = poll().at(0);
    std::string nonce = hello.substr(hello.find(' ', 2) + 1, 8);
    pollOne(down("w " + nonce + " " + session));
  }

  /// A line for the board: type, a space and fields.
  static std::string down(const std::string& frame) {
    std::string body = "~1" + frame;
    char digits[tidegate::hexSize];
    tidegate::writeHex(tidegate::crc32(body.data(), static_cast<uint16_t>(body.size())), digits);
    return "\n" + body + "*" + digits + "\n";
  }

 private:
  static BenchBoard*& current() {
    static BenchBoard* board = nullptr;
    return board;
  }

  static void put(void* self, uint8_t byte) {
    BenchBoard* board = static_cast<BenchBoard*>(self);
    if (byte != '\n') {
      board->half_ += static_cast<char>(byte);
    } else if (!board->half_.empty()) {
      board->lines.push_back(board->half_.substr(2, board->half_.size() - 11));
      board->half_.clear();
    }
  }

  static void onCommand(tidegate::Command& command) {
    current()->commandsDone++;
    if (command.valueIs("slow")) {
      command.busy("later");
    } else if (command.valueIs("measure")) {
      current()->now += 5;
      current()->reading("{\"t\":5}");
      command.ok();
    } else if (!command.valueIs("silent")) {
      command.ok(command.value());
    }
  }

  bool takesCommands_;
  char buffer_[61];
  std::string half_;

 public:
  int commandsDone = 0;
};
