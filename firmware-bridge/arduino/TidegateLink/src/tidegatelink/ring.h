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
      : results(memory.results, sizeof(memory.result[0]), ResultBytes),
        header_(memory.header),
        readings_(memory.readings),
        shape_{Readings, sizeof(memory.readings[0]), sizeof(memory.result[0]), JsonBytes} {}

  Results results;

  /// Takes over what a reset left, or starts anew. What another board or another shape of the
  /// memory left is not taken: a new sketch may stand where an old one stood.
  void start(uint32_t deviceCheck, uint32_t now) {
    owner_ = crc32(&shape_, sizeof(shape_), deviceCheck);
    if (!takeOver(now)) {
      header_.series = 0;
      results.forget();
      restart();
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

  uint16_t size() const { return shape_.readings; }
  uint8_t jsonBytes() const { return shape_.jsonBytes; }
  uint16_t held() const { return header_.held; }
  bool isFull() const { return held() == size(); }
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
    return reinterpret_cast<KeptReading*>(static_cast<uint8_t*>(readings_) +
                                          static_cast<size_t>(around(place)) * shape_.readingBytes);
  }

  static char* jsonOf(KeptReading* reading) {
    return reinterpret_cast<char*>(reading) + offsetof(KeptReading, length) + 1;
  }

  /// There is room.
  void add(const char* json, uint8_t length) {
    KeptReading* reading = at(header_.held);
    reading->taken = reading->sent = now();
    reading->flags = 0;
    reading->length = length;
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

  /// A reading that has grown too old to count keeps that age: its difference would start anew.
  void noteAges() {
    uint32_t now = header_.last;
    for (uint16_t place = 0; place < header_.held; place++) {
      KeptReading* reading = at(place);
      if (static_cast<int32_t>(now - reading->taken) < 0) {
        reading->flags |= KeptReading::overAge;
      }
    }
  }

  /// The time of this poll() or reading: read once, and kept to tell a reset how late it is.
  uint32_t now() const { return header_.last; }

  /// Whether so long a time is over; the clock wraps at 2^32.
  TIDEGATE_SHARED bool havePassed(uint16_t millis, const uint32_t& since) const {
    return now() - since >= millis;
  }

  TIDEGATE_SHARED void touch(uint32_t now) {
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

  uint16_t around(uint16_t place) const {
    uint16_t index = header_.first + place;
    return index >= size() || index < place ? index - size() : index;
  }

  /// False when something is broken: then nothing of it is to be used.
  bool takeOver(uint32_t now) {
    if (header_.check != sum() || header_.last != ~header_.lastInverted || !results.intact()) {
      return false;
    }
    uint32_t later = now - header_.last;
    for (uint16_t place = 0; place < header_.held; place++) {
      KeptReading* reading = at(place);
      if (reading->length > jsonBytes() || reading->check != sum(reading)) {
        return false;
      }
      reading->taken += later;
      reading->sent = now;
      reading->flags &= KeptReading::overAge;
      reading->flags |= KeptReading::atLeast | KeptReading::sentMore;
      reading->check = sum(reading);
    }
    return true;
  }

  uint32_t sum() const {
    return crc32(&header_, KeptHeader::checkedBytes, owner_);
  }

  /// `length` and the JSON stand side by side.
  static uint32_t sum(KeptReading* reading) {
    return crc32(jsonOf(reading) - 1, reading->length + 1, reading->taken);
  }

  KeptHeader& header_;
  void* readings_;
  MemoryShape shape_;
  uint32_t owner_ = 0;
};

}  // namespace tidegate
