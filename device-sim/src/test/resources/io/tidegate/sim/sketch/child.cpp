// A process that does what it is told over its serial port, a word a line: the other side of the
// protocol, as small as it can be.
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cstdlib>
#include <string>

namespace {

struct Frame {
  std::string bytes;

  explicit Frame(int kind) { u8(kind); }
  Frame& number(uint64_t value, int count) {
    for (int i = 0; i < count; i++) {
      bytes.push_back(static_cast<char>(value >> 8 * i));
    }
    return *this;
  }
  Frame& u8(uint64_t value) { return number(value, 1); }
  Frame& u32(uint64_t value) { return number(value, 4); }
  Frame& u64(uint64_t value) { return number(value, 8); }
  Frame& text(const std::string& value) {
    number(value.size(), 2);
    bytes += value;
    return *this;
  }
  Frame& blob(const std::string& value) {
    u32(value.size());
    bytes += value;
    return *this;
  }
  void send() {
    std::string head;
    for (int i = 0; i < 4; i++) {
      head.push_back(static_cast<char>(bytes.size() >> 8 * i));
    }
    head += bytes;
    if (write(1, head.data(), head.size()) < 0) {
      _exit(3);
    }
  }
};

std::string readBytes(size_t count) {
  std::string all(count, '\0');
  for (size_t at = 0; at < count;) {
    ssize_t got = read(0, &all[at], count - at);
    if (got <= 0) {
      _exit(0);
    }
    at += got;
  }
  return all;
}

uint64_t number(const std::string& from, size_t at, int count) {
  uint64_t value = 0;
  for (int i = 0; i < count; i++) {
    value |= static_cast<uint64_t>(static_cast<uint8_t>(from[at + i])) << 8 * i;
  }
  return value;
}

std::string receive() { return readBytes(number(readBytes(4), 0, 4)); }

uint64_t now = 0;
uint64_t until = 0;
std::string rtc;
std::string waiting;

void print(const std::string& words) { Frame(16).u8(0).blob(words + "\n").send(); }

void yieldUntil(uint64_t wake) { Frame(3).u64(now).u64(wake).u8(1).send(); }

void obey(const std::string& line) {
  std::string word = line.substr(0, line.find(' '));
  std::string rest = line.size() > word.size() ? line.substr(word.size() + 1) : "";
  if (word == "echo") {
    print(rest);
  } else if (word == "time") {
    print(std::to_string(now) + " " + std::to_string(until - now));
  } else if (word == "run") {
    now = until;
    yieldUntil(now);
    return;
  } else if (word == "keep") {
    rtc[8] = rest[0];
    Frame(20).u32(8).blob(rest.substr(0, 1)).send();
  } else if (word == "die") {
    Frame(5).u8(atoi(rest.c_str())).u32(29).u64(2000000).text("Abort called").blob(rtc).send();
    _exit(0);
  } else if (word == "ask") {
    Frame(atoi(rest.c_str())).u32(7).send();
    print(std::to_string(number(receive(), 1, 4)));
  } else if (word == "date") {
    Frame(21).send();
    print(std::to_string(number(receive(), 1, 8)));
  } else if (word == "note") {
    Frame(6).text(rest).send();
  } else if (word == "baud") {
    Frame(17).u8(0).u32(atoi(rest.c_str())).send();
  } else if (word == "complain") {
    fprintf(stderr, "%s\n", rest.c_str());
  } else if (word == "cut") {
    Frame(16).u8(0).u32(5).send();
  } else if (word == "exit") {
    _exit(7);
  } else if (word == "crash") {
    fprintf(stderr, "last words\n");
    abort();
  } else if (word == "hang") {
    pause();
  }
  yieldUntil(waiting.empty() ? ~0ull : now);
}

}  // namespace

int main() {
  std::string start = receive();
  rtc = start.substr(1 + 8 + 4 + 6 + 1 + 8 + 4 + 4 + 4, 512);
  char words[80];
  snprintf(words, sizeof words, "start %d chip %06X kept %c", static_cast<int>(number(start, 19, 1)),
           static_cast<int>(number(start, 9, 4)), rtc[8] >= 'A' && rtc[8] <= 'Z' ? rtc[8] : '-');
  bool first = true;
  for (;;) {
    std::string message = receive();
    if (message[0] == 18) {
      waiting += message.substr(5);
    } else if (message[0] == 2) {
      now = number(message, 1, 8);
      until = number(message, 9, 8);
      if (first) {
        print(words);
        first = false;
      }
      size_t end = waiting.find('\n');
      if (end == std::string::npos) {
        yieldUntil(~0ull);
      } else {
        std::string line = waiting.substr(0, end);
        waiting.erase(0, end + 1);
        obey(line);
      }
    } else {
      waiting += "echo event " + std::to_string(message[0]) + "\n";
    }
  }
}
