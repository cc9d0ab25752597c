// Runs one end of a byte stream on the events of a script, and prints what comes of them. So the
// Java end can be held against it.
//
//   stream_trace IN OUT < script > lines
//
//   12 write 6869           bytes the sketch writes: gives `12 took N`
//   12 read 5               gives `12 read HEX`
//   12 hear AT ACK ROOM X   X is base64url, or `-` for none: gives `12 broken` when it is
//   12 due                  gives `12 nothing`, `12 give up`, or `12 > LINE`, which it writes then
#include <stdio.h>
#include <stdlib.h>

#include <iostream>
#include <sstream>
#include <string>
#include <vector>

#include "../../src/tidegatelink/stream_end.h"

namespace {

struct Line {
  std::string text;
  static void put(void* self, uint8_t byte) {
    static_cast<Line*>(self)->text += static_cast<char>(byte);
  }
};

std::vector<uint8_t> unhex(const std::string& text) {
  std::vector<uint8_t> bytes;
  for (size_t i = 0; i + 1 < text.size(); i += 2) {
    bytes.push_back(static_cast<uint8_t>(std::stoi(text.substr(i, 2), nullptr, 16)));
  }
  return bytes;
}

void due(tidegate::StreamEnd& end, uint32_t now) {
  switch (end.due(now)) {
    case tidegate::StreamEnd::Due::Nothing:
      printf("nothing\n");
      return;
    case tidegate::StreamEnd::Due::GiveUp:
      printf("give up\n");
      return;
    case tidegate::StreamEnd::Due::Frame:
      break;
  }
  Line line;
  tidegate::LineWriter writer(Line::put, &line);
  writer.begin('B');
  writer.field("k3F9aQ_x");
  writer.field("1");
  writer.field("d");
  end.write(writer, now);
  writer.end();
  printf("> %s\n", line.text.substr(1, line.text.size() - 2).c_str());
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: stream_trace IN OUT\n";
    return 2;
  }
  std::vector<uint8_t> in(static_cast<size_t>(atoi(argv[1])));
  std::vector<uint8_t> out(static_cast<size_t>(atoi(argv[2])));
  tidegate::StreamEnd end(in.data(), static_cast<uint16_t>(in.size()), out.data(),
                          static_cast<uint16_t>(out.size()));
  end.restart();
  std::string text;
  while (std::getline(std::cin, text)) {
    std::istringstream words(text);
    uint32_t now;
    std::string verb, first;
    words >> now >> verb >> first;
    printf("%lu ", static_cast<unsigned long>(now));
    if (verb == "write") {
      std::vector<uint8_t> bytes = unhex(first);
      printf("took %u\n", end.write(bytes.data(), static_cast<uint16_t>(bytes.size()), now));
    } else if (verb == "read") {
      std::vector<uint8_t> bytes(static_cast<size_t>(atoi(first.c_str())));
      uint16_t count = end.read(bytes.data(), static_cast<uint16_t>(bytes.size()));
      printf("read ");
      for (uint16_t i = 0; i < count; i++) {
        printf("%02X", bytes[i]);
      }
      printf("\n");
    } else if (verb == "hear") {
      uint32_t ack, room;
      std::string data;
      words >> ack >> room >> data;
      bool good = end.hear(static_cast<uint32_t>(std::stoul(first)), ack, room,
                           data == "-" ? "" : data.c_str(), now);
      printf(good ? "heard\n" : "broken\n");
    } else if (verb == "due") {
      due(end, now);
    } else {
      std::cerr << "not an event: " << text << "\n";
      return 2;
    }
  }
  return 0;
}
