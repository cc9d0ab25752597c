#pragma once
#include <stdint.h>
#include <string.h>

#include "crc32.h"
#include "memory.h"
#include "results.h"

namespace tidegate {

/// The readings that are not safe yet, with session and numbers, in memory that a reset may leave
/// alone. Each change is sealed with a checksum, in an order that a reset in the middle costs what
/// was just being written and never gives a number to two readings.
class Ring {
 public:
  template <uint16_t Readings, uint8_t JsonBytes, uint8_t ResultBytes>
  constexpr explicit Ring(Memory<Readings, JsonBytes, ResultBytes>& memory)
      : results(memory.header, memory.results, sizeof(memory.results[0]), ResultBytes),
        header_(memory.header),
        readings_(memory.readings),
        strideBytes_(sizeof(memory.readings[0])),
        size_(Readings),
        jsonBytes_(JsonBytes) {}

  Results results;

  /// Takes over what a reset left, or starts anew. What another board id or another shape of the
  /// memory left is not taken: a new sketch may stand where an old one stood.
  void start(const char* device, uint32_t now) {
    uint32_t owner = ownerOf(device);
    if (!takeOver(owner, now)) {
      header_.owner = owner;
      header_.series = 0;
      results.forget();
      restart();
    }
    touch(now);
  }

  /// Session and numbers as at the very first start; the ring is empty.
  void restart() {
    header_.base = header_.next = 1;
    header_.first = 0;
    memset(header_.session, 0, sizeof(header_.session));
    header_.session[0] = '-';
    seal();
  }

  uint16_t size() const { return size_; }
  uint8_t jsonBytes() const { return jsonBytes_; }
  uint32_t base() const { return header_.base; }
  uint32_t next() const { return header_.next; }
  uint32_t held() const { return header_.next - header_.base; }
  const char* session() const { return header_.session; }
  bool hasSession() const { return header_.session[1] != 0; }

  uint32_t nextSeries() {
    header_.series++;
    seal();
    return header_.series;
  }

  /// Under a session of the gateway. What is held gets new numbers when it had others.
  void take(const char* session) {
    if (hasSession()) {
      header_.next = held() + 1;
      header_.base = 1;
    }
    memcpy(header_.session, session, limits::sessionLength);
    results.forget();
    seal();
  }

  KeptReading* at(uint32_t seq) const {
    size_t index = placeOf(seq);
    return reinterpret_cast<KeptReading*>(static_cast<uint8_t*>(readings_) + index * strideBytes_);
  }

  static char* jsonOf(KeptReading* reading) {
    return reinterpret_cast<char*>(reading) + sizeof(KeptReading);
  }

  /// There is room.
  void add(const char* json, uint8_t length, uint32_t now) {
    KeptReading* reading = at(header_.next);
    reading->taken = reading->sent = now;
    reading->length = length;
    reading->flags = 0;
    memcpy(jsonOf(reading), json, length);
    reading->check = sum(reading);
    header_.next++;
    seal();
  }

  void dropUpTo(uint32_t seq) {
    header_.first = placeOf(seq + 1);
    header_.base = seq + 1;
    seal();
  }

  const KeptResult* remember(uint32_t number, ResultCode code, const char* text) {
    const KeptResult* result = results.remember(number, code, text);
    seal();
    return result;
  }

  /// A reading that has grown too old to count keeps that age: its difference would start anew.
  void noteAges(uint32_t now) {
    for (uint32_t seq = header_.base; seq != header_.next; seq++) {
      KeptReading* reading = at(seq);
      if (static_cast<int32_t>(now - reading->taken) < 0) {
        reading->flags |= KeptReading::overAge;
      }
    }
  }

  /// Notes that the board lives at this time.
  void touch(uint32_t now) {
    header_.last = now;
    header_.lastInverted = ~now;
  }

  void seal() { header_.check = sum(); }

 private:
  uint32_t ownerOf(const char* device) const {
    Crc32 crc;
    crc.add(device, strlen(device));
    return crc.value() + (static_cast<uint32_t>(size_) << 16) + strideBytes_ * 256U +
           results.strideBytes();
  }

  /// `base` to `next`.
  uint16_t placeOf(uint32_t seq) const {
    uint16_t place = static_cast<uint16_t>(header_.first + (seq - header_.base));
    bool around = place >= size_ || place < header_.first;
    return static_cast<uint16_t>(around ? place - size_ : place);
  }

  bool takeOver(uint32_t owner, uint32_t now) {
    if (header_.owner != owner || header_.check != sum() || header_.last != ~header_.lastInverted ||
        header_.first >= size_ || held() > size_ || !results.intact()) {
      return false;
    }
    for (uint32_t seq = header_.base; seq != header_.next; seq++) {
      if (at(seq)->length > jsonBytes_ || at(seq)->check != sum(at(seq))) {
        return false;
      }
    }
    for (uint32_t seq = header_.base; seq != header_.next; seq++) {
      KeptReading* reading = at(seq);
      reading->taken = now - (header_.last - reading->taken);
      reading->sent = now;
      reading->flags &= KeptReading::overAge;
      reading->flags |= KeptReading::atLeast | KeptReading::sentMore;
      reading->check = sum(reading);
    }
    return true;
  }

  uint32_t sum() const {
    Crc32 crc;
    crc.add(&header_, KeptHeader::checkedBytes);
    return crc.value();
  }

  static uint32_t sum(KeptReading* reading) {
    Crc32 crc;
    crc.add(&reading->taken, sizeof(reading->taken));
    crc.add(&reading->length, sizeof(reading->length));
    crc.add(jsonOf(reading), reading->length);
    return crc.value();
  }

  KeptHeader& header_;
  void* readings_;
  uint16_t strideBytes_;
  uint16_t size_;
  uint8_t jsonBytes_;
};

}  // namespace tidegate
