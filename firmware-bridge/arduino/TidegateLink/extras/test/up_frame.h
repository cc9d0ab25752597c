#pragma once
#include <string.h>

#include <string>
#include <vector>

#include "../../src/tidegatelink/decoder.h"
#include "../../src/tidegatelink/field_reader.h"

// The frames that go up. No board reads them; here they let the decoder be held against every
// vector, and what a board writes be read back.
class UpFrame {
 public:
  char type = 0;
  std::vector<std::string> fields;

  tidegate::Fault read(char* body) {
    type = *body;
    int count = type == 'H' ? 10 : type == 'D' ? 7 : type == 'R' ? 5 : type == 'S' ? 4
                : type == 'L' ? 2 : type == 'B' ? 7 : -1;
    if (count < 0) {
      return tidegate::Fault::UnknownType;
    }
    bool good = split(body + 1, count, strchr("RSLB", type) != nullptr) && holds();
    return good ? tidegate::Fault::None : tidegate::Fault::Malformed;
  }

  static constexpr uint16_t bytesMost = tidegate::limits::lineUpBytes;

 private:
  bool split(std::string line, int count, bool lastIsFree) {
    while (!line.empty() && line[0] == ' ' && static_cast<int>(fields.size()) < count) {
      bool last = lastIsFree && static_cast<int>(fields.size()) == count - 1;
      size_t space = last ? std::string::npos : line.find(' ', 1);
      fields.push_back(line.substr(1, space == std::string::npos ? space : space - 1));
      line = space == std::string::npos ? "" : line.substr(space);
    }
    return line.empty() && static_cast<int>(fields.size()) == count;
  }

  bool holds() const {
    const uint64_t all = 4294967295ULL;
    const uint64_t last = tidegate::limits::sequenceLast;
    switch (type) {
      case 'H':
        return id(0, tidegate::limits::deviceIdLength) && name(1) && (fields[2] == "-" || name(2)) &&
               range(3, 1, all) && range(4, number(3), all) && range(5, 1, all) &&
               range(6, tidegate::limits::lineDownBytes, tidegate::limits::lineDownMaxBytes) &&
               word(7, tidegate::limits::firmwareLength) && range(8, 0, tidegate::limits::channels) &&
               word(9, tidegate::limits::capsLength);
      case 'D':
        return name(0) && range(1, 0, tidegate::limits::channels - 1) &&
               id(2, tidegate::limits::channelNameLength) &&
               oneOf(3, {"gauge", "counter", "bool", "text", "b64"}) &&
               word(4, tidegate::limits::unitLength) &&
               (fields[5] == "-" || range(5, 0, tidegate::limits::decimals)) &&
               oneOf(6, {"r", "w", "rw"});
      case 'R':
        return name(0) && range(2, 1, last) && range(1, number(2), last) && age(fields[3]);
      case 'S':
        return name(0) && range(1, 1, all) &&
               oneOf(2, {"ok", "failed", "busy", "nochannel", "expired"});
      case 'L':
        return oneOf(0, {"debug", "info", "warn", "error"});
      case 'B':
        return name(0) && range(1, 1, all) && oneOf(2, {"o", "d", "c"}) && range(3, 0, all) &&
               range(4, 0, all) && range(5, 0, all) &&
               consistsOf(fields[6], tidegate::Letters::Base64Url) && fields[6].size() % 4 != 1 &&
               fields[6].size() * 3 / 4 <= tidegate::limits::streamDataBytes;
    }
    return false;
  }

  bool age(std::string text) const {
    if (!text.empty() && text.back() == '+') {
      text.pop_back();
    }
    return isNumber(text);
  }

  static bool isNumber(const std::string& text) {
    return consistsOf(text, tidegate::Letters::Digits) &&
           tidegate::FieldReader::isNumber(text.c_str(), static_cast<uint16_t>(text.size()), true,
                                           true);
  }

  static bool consistsOf(const std::string& text, tidegate::Letters letters) {
    return *tidegate::endOf(text.c_str(), letters) == 0;
  }

  uint64_t number(int field) const {
    const std::string& text = fields[field];
    return isNumber(text) ? tidegate::readDecimal(text.c_str()) : UINT64_MAX;
  }

  bool range(int field, uint64_t least, uint64_t most) const {
    uint64_t value = number(field);
    return least <= value && value <= most;
  }

  bool name(int field) const {
    return fields[field].size() == tidegate::limits::sessionLength &&
           consistsOf(fields[field], tidegate::Letters::Base64Url);
  }

  bool id(int field, size_t most) const {
    return word(field, most) && consistsOf(fields[field], tidegate::Letters::Id);
  }

  bool word(int field, size_t most) const {
    return !fields[field].empty() && fields[field].size() <= most;
  }

  bool oneOf(int field, std::vector<std::string> words) const {
    for (const std::string& each : words) {
      if (fields[field] == each) {
        return true;
      }
    }
    return false;
  }
};
