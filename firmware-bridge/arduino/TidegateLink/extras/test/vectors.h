#pragma once
#include <fstream>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

// Reads the files in firmware-bridge/vectors; their format is described there.

struct VectorCase {
  std::string name;
  std::vector<std::pair<std::string, std::string>> entries;

  bool has(const std::string& key) const {
    for (const auto& entry : entries) {
      if (entry.first == key) {
        return true;
      }
    }
    return false;
  }

  std::string value(const std::string& key) const {
    for (const auto& entry : entries) {
      if (entry.first == key) {
        return entry.second;
      }
    }
    std::cout << "case " << name << " has no " << key << "\n";
    exit(1);
  }

  uint32_t number(const std::string& key) const {
    return static_cast<uint32_t>(std::stoull(value(key)));
  }
};

inline std::string unescape(const std::string& value) {
  std::string bytes;
  for (size_t i = 0; i < value.size(); i++) {
    if (value[i] != '\\') {
      bytes += value[i];
      continue;
    }
    switch (value.at(++i)) {
      case '\\':
        bytes += '\\';
        break;
      case 'n':
        bytes += '\n';
        break;
      case 'r':
        bytes += '\r';
        break;
      case 'x':
        bytes += static_cast<char>(std::stoi(value.substr(i + 1, 2), nullptr, 16));
        i += 2;
        break;
      default:
        std::cout << "unknown escape in " << value << "\n";
        exit(1);
    }
  }
  return bytes;
}

inline std::string escape(const std::string& bytes) {
  std::string text;
  for (char c : bytes) {
    char hex[8];
    if (c == '\\') {
      text += "\\\\";
    } else if (c == '\n') {
      text += "\\n";
    } else if (c == '\r') {
      text += "\\r";
    } else if (c < 0x20 || c > 0x7E) {
      snprintf(hex, sizeof(hex), "\\x%02X", static_cast<unsigned char>(c));
      text += hex;
    } else {
      text += c;
    }
  }
  return text;
}

inline std::vector<VectorCase> readVectors(const std::string& file) {
  std::ifstream in(file);
  if (!in) {
    std::cout << "cannot read " << file << "\n";
    exit(1);
  }
  std::vector<VectorCase> cases;
  bool open = false;
  for (std::string line; std::getline(in, line);) {
    if (line.empty()) {
      open = false;
    } else if (line[0] != '#') {
      size_t space = line.find(' ');
      std::string key = line.substr(0, space);
      std::string value = space == std::string::npos ? "" : unescape(line.substr(space + 1));
      if (!open) {
        cases.push_back(VectorCase{value, {}});
        open = true;
      } else {
        cases.back().entries.emplace_back(key, value);
      }
    }
  }
  return cases;
}
