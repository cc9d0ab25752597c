#include "DNSServer.h"

namespace {

// RFC 1035, section 4.1: a head of six numbers, then the question: name, type, class.
constexpr size_t HEAD_BYTES = 12;
constexpr size_t MOST_BYTES = 512;
constexpr uint8_t IS_ANSWER = 0x80;
constexpr uint8_t KEPT_FLAGS = 0x79;
constexpr uint8_t TYPE_ADDRESS = 1;
constexpr uint8_t TYPE_ANY = 255;

String plain(const String& name) {
  String text = name;
  text.toLowerCase();
  return text.startsWith("www.") ? text.substring(4) : text;
}

/// The name of the question and where it ends; 0 when it is none.
size_t readName(const uint8_t* bytes, size_t size, String& name) {
  size_t at = HEAD_BYTES;
  while (at < size && bytes[at] != 0) {
    size_t length = bytes[at++];
    if (length > 63 || at + length >= size) {
      return 0;
    }
    if (!name.isEmpty()) {
      name += '.';
    }
    while (length-- > 0) {
      name += static_cast<char>(bytes[at++]);
    }
  }
  return at + 5 <= size ? at + 1 : 0;
}

}  // namespace

bool DNSServer::start(uint16_t port, const String& domainName, const IPAddress& address) {
  domain_ = plain(domainName);
  address_ = address;
  return udp_.begin(port) == 1;
}

void DNSServer::processNextRequest() {
  uint8_t bytes[MOST_BYTES];
  int size = udp_.parsePacket();
  if (size < static_cast<int>(HEAD_BYTES) || size > static_cast<int>(MOST_BYTES)) {
    return;
  }
  size_t got = static_cast<size_t>(udp_.read(bytes, sizeof bytes));
  String name;
  size_t nameEnd = readName(bytes, got, name);
  // one question, and no answer
  bool question = (bytes[2] & IS_ANSWER) == 0 && bytes[4] == 0 && bytes[5] == 1 && nameEnd != 0;
  if (question) {
    bool type = bytes[nameEnd] == 0 &&
                (bytes[nameEnd + 1] == TYPE_ADDRESS || bytes[nameEnd + 1] == TYPE_ANY);
    answer(bytes, got, nameEnd, type && (domain_ == "*" || domain_ == plain(name)));
  }
}

void DNSServer::answer(const uint8_t* question, size_t, size_t nameEnd, bool found) {
  uint8_t head[HEAD_BYTES] = {question[0], question[1]};
  head[2] = static_cast<uint8_t>((question[2] & KEPT_FLAGS) | IS_ANSWER | 4);
  head[3] = static_cast<uint8_t>(found ? 0 : static_cast<int>(error_));
  head[5] = 1;
  head[7] = found ? 1 : 0;
  udp_.beginPacket(udp_.remoteIP(), udp_.remotePort());
  udp_.write(head, sizeof head);
  udp_.write(question + HEAD_BYTES, nameEnd + 4 - HEAD_BYTES);
  if (found) {
    // the name is that of the question, at byte 12
    const uint8_t record[] = {0xC0,
                              HEAD_BYTES,
                              0,
                              TYPE_ADDRESS,
                              0,
                              1,
                              static_cast<uint8_t>(ttl_ >> 24),
                              static_cast<uint8_t>(ttl_ >> 16),
                              static_cast<uint8_t>(ttl_ >> 8),
                              static_cast<uint8_t>(ttl_),
                              0,
                              4,
                              address_[0],
                              address_[1],
                              address_[2],
                              address_[3]};
    udp_.write(record, sizeof record);
  }
  udp_.endPacket();
}
