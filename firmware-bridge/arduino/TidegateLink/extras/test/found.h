#pragma once
#include <string>
#include <vector>

#include "../../src/tidegatelink/decoder.h"
#include "../../src/tidegatelink/down_frame.h"
#include "../../src/tidegatelink/stream_frame.h"
#include "up_frame.h"
#include "vectors.h"

// What a decoder found, in the words of the vectors.

inline std::string nameOf(tidegate::Fault fault) {
  switch (fault) {
    case tidegate::Fault::None:
      return "none";
    case tidegate::Fault::TooLong:
      return "too_long";
    case tidegate::Fault::Noise:
      return "noise";
    case tidegate::Fault::Crc:
      return "crc";
    case tidegate::Fault::Version:
      return "version";
    case tidegate::Fault::Malformed:
      return "malformed";
    case tidegate::Fault::UnknownType:
      return "unknown_type";
  }
  return "?";
}

inline std::vector<std::string> fieldsOf(const UpFrame& frame) { return frame.fields; }

template <class Frame>
std::vector<std::string> fieldsOf(const Frame& frame) {
  // The frame tells texts; how many, its type does.
  const char* at = tidegate::streamTypes;
  while (*at != frame.type) {
    at += strlen(at) + 1;
  }
  std::vector<std::string> fields;
  for (size_t i = 0; i < strlen(at + 1); i++) {
    fields.push_back(frame.fields.text[i]);
  }
  return fields;
}

struct Found {
  std::vector<std::string> lines;

  void text(const char* text, uint16_t length) {
    lines.push_back("text " + escape(std::string(text, length)));
  }

  void fault(tidegate::Fault fault) { lines.push_back("fault " + nameOf(fault)); }

  template <class Frame>
  void frame(const Frame& frame) {
    std::string line = std::string("frame ~1") + frame.type;
    for (const std::string& field : fieldsOf(frame)) {
      line += " " + field;
    }
    lines.push_back(escape(line));
  }

  std::string all() const {
    std::string text;
    for (const std::string& line : lines) {
      text += line + "\n";
    }
    return text;
  }
};

template <class Frame>
std::string found(const std::vector<std::string>& pieces, uint16_t limit) {
  std::vector<char> buffer(limit + 1u);
  tidegate::Decoder<Frame> decoder(buffer.data(), limit);
  Found found;
  for (const std::string& piece : pieces) {
    for (char c : piece) {
      decoder.feed(static_cast<uint8_t>(c), found);
    }
  }
  return found.all();
}
