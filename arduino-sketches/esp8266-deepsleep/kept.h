#pragma once
#include <Arduino.h>

/// A measurement that the broker does not have yet.
struct KeptReading {
  uint32_t number;
  uint32_t atSeconds;
  int32_t a0;
};

/// What is left of a board that sleeps: 512 bytes that outlast deep sleep and reset, not a loss of
/// power. The first 128 of them are used by updates over the air, so this stands behind.
struct Kept {
  static const uint8_t ROOM = 24;

  uint32_t check;

  // Seconds since power on, sleep included, as far as the sleeping clock is right: a percent or so.
  uint32_t seconds;

  // Of the last reading; it counts on through all sleeps.
  uint32_t number;

  // Wake-ups until the network is tried again, and how many tries in a row have failed.
  uint8_t skip;
  uint8_t failures;

  // The access point of the last time: to find it again takes two seconds less.
  uint8_t channel;
  uint8_t bssid[6];

  uint8_t count;
  uint8_t unused[2];
  KeptReading readings[ROOM];

  /// After a loss of power there is anything in that memory: the checksum tells.
  void load() {
    ESP.rtcUserMemoryRead(OFFSET, words(), sizeof(Kept));
    if (check != sum() || count > ROOM) {
      memset(this, 0, sizeof(Kept));
    }
  }

  void save() {
    check = sum();
    ESP.rtcUserMemoryWrite(OFFSET, words(), sizeof(Kept));
  }

  /// When all places are taken the oldest goes; the gap in the numbers tells it.
  void add(int32_t a0) {
    if (count == ROOM) {
      memmove(readings, readings + 1, sizeof(KeptReading) * (ROOM - 1));
      count--;
    }
    number++;
    readings[count] = KeptReading{number, seconds, a0};
    count++;
  }

 private:
  // Counted in words of four bytes.
  static const uint32_t OFFSET = 32;

  uint32_t* words() { return reinterpret_cast<uint32_t*>(this); }

  uint32_t sum() {
    uint32_t sum = 2166136261u;
    for (size_t i = 1; i < sizeof(Kept) / 4; i++) {
      sum = (sum ^ words()[i]) * 16777619u;
    }
    return sum;
  }
};

static_assert(sizeof(Kept) % 4 == 0 && sizeof(Kept) <= 384, "RTC memory behind the updater's part");
