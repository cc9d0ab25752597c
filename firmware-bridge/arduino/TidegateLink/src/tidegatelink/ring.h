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
    if (header_.owner != owner || !isIntact()) {
      header_.owner = owner;
      header_.series = 0;
      results.forget();
      restart();
    } else {
      takeOver(now);
    }
    touch(now);
  }

  /// Session and numbers as at the very first start; the ring is empty.
  void restart() {
    memset(header_.session, 0, sizeof(header_.session));
    header_.session[0] = '-';
    header_.base = 1;
    header_.first = header_.held = 0;
    seal();
  }

  uint16_t size() const { return size_; }
  uint8_t jsonBytes() const { return jsonBytes_; }
  uint16_t held() const { return header_.held; }
  uint32_t base() const { return header_.base; }
  uint32_t next() const { return header_.base + header_.held; }
  const char* session() const { return header_.session; }

  uint32_t nextSeries() {
    header_.series++;
    seal();
    return header_.series;
  }

  /// Under a session of the gateway. What is held gets new numbers when it had others.
  void take(const char* session) {
    if (header_.session[1] != 0) {
      header_.base = 1;
    }
    memcpy(header_.session, session, limits::sessionLength);
    results.forget();
    seal();
  }

  /// The reading with `place` older ones before it; the place behind the last one is free.
  KeptReading* at(uint16_t place) const {
    uint16_t index = around(place);
    return reinterpret_cast<KeptReading*>(static_cast<uint8_t*>(readings_) +
                                          static_cast<size_t>(index) * strideBytes_);
  }

  static char* jsonOf(KeptReading* reading) {
    return reinterpret_cast<char*>(reading) + sizeof(KeptReading);
  }

  /// There is room.
  void add(const char* json, uint8_t length, uint32_t now) {
    KeptReading* reading = at(header_.held);
    reading->taken = reading->sent = now;
    reading->length = length;
    reading->flags = 0;
    memcpy(jsonOf(reading), json, length);
    reading->check = sum(reading);
    settle();
    header_.held++;
    seal();
  }

  /// The oldest ones.
  void drop(uint16_t count) {
    header_.first = around(count);
    header_.base += count;
    header_.held -= count;
    seal();
  }

  const KeptResult* remember(uint32_t number, ResultCode code, const char* text) {
    const KeptResult* result = results.remember(number, code, text);
    seal();
    return result;
  }

  /// A reading that has grown too old to count keeps that age: its difference would start anew.
  void noteAges(uint32_t now) {
    for (uint16_t place = 0; place < header_.held; place++) {
      KeptReading* reading = at(place);
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

  void seal() {
    settle();
    header_.check = sum();
    settle();
  }

 private:
  /// Keeps the compiler from moving writes across: a reset may come between any two.
  static void settle() { __asm__ __volatile__("" ::: "memory"); }

  uint32_t ownerOf(const char* device) const {
    Crc32 crc;
    crc.add(device, strlen(device));
    return crc.value() + (static_cast<uint32_t>(size_) << 16) + strideBytes_ * 256U +
           results.strideBytes();
  }

  uint16_t around(uint16_t place) const {
    uint16_t index = header_.first + place;
    return index >= size_ || index < place ? index - size_ : index;
  }

  bool isIntact() const {
    if (header_.check != sum() || header_.last != ~header_.lastInverted || !results.intact()) {
      return false;
    }
    for (uint16_t place = 0; place < header_.held; place++) {
      if (at(place)->length > jsonBytes_ || at(place)->check != sum(at(place))) {
        return false;
      }
    }
    return true;
  }

  void takeOver(uint32_t now) {
    for (uint16_t place = 0; place < header_.held; place++) {
      KeptReading* reading = at(place);
      reading->taken += now - header_.last;
      reading->sent = now;
      reading->flags &= KeptReading::overAge;
      reading->flags |= KeptReading::atLeast | KeptReading::sentMore;
      reading->check = sum(reading);
    }
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
