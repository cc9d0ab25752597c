#pragma once
#include <Arduino.h>

#ifndef IRAM_ATTR
#define IRAM_ATTR
#endif

/// A DHT22 (AM2302) that is read without waiting for it: an interrupt notes when its line falls,
/// and poll() looks at the result later. One of them to a sketch.
///
/// It is woken by a low of a millisecond or more, and answers with 40 bits, each a low of 50 us and
/// a high: 27 us for a 0, 70 us for a 1. So the time from fall to fall is 77 or 120 us.
namespace dht22 {

const uint8_t ONE_MICROS = 100;
const uint8_t FALLS = 42;

static volatile uint32_t fellMicros;
static volatile uint8_t falls;
static volatile uint8_t bits[5];

static void IRAM_ATTR onFall() {
  uint32_t now = micros();
  uint8_t bit = now - fellMicros > ONE_MICROS ? 1 : 0;
  fellMicros = now;
  if (falls < 255) {
    falls = falls + 1;
  }
  // All 40 move up by one: what came before the first bit falls out at the top.
  for (uint8_t i = 0; i < 4; i++) {
    bits[i] = static_cast<uint8_t>(bits[i] << 1 | bits[i + 1] >> 7);
  }
  bits[4] = static_cast<uint8_t>(bits[4] << 1 | bit);
}

}  // namespace dht22

class Dht22 {
 public:
  /// `pin` has to be one with interrupts: 2 or 3 of an Uno, any but D0 of an ESP8266.
  void begin(uint8_t pin) {
    pin_ = pin;
    pinMode(pin_, INPUT_PULLUP);
  }

  /// In each loop().
  void poll() {
    unsigned long now = millis();
    if (state_ == State::Rests && now - sinceMillis_ >= EVERY_MILLIS) {
      pinMode(pin_, OUTPUT);
      digitalWrite(pin_, LOW);
      enter(State::Woken, now);
    } else if (state_ == State::Woken && now - sinceMillis_ >= WAKE_MILLIS) {
      dht22::falls = 0;
      pinMode(pin_, INPUT_PULLUP);
      attachInterrupt(digitalPinToInterrupt(pin_), dht22::onFall, FALLING);
      enter(State::Answers, now);
    } else if (state_ == State::Answers && now - sinceMillis_ >= ANSWER_MILLIS) {
      detachInterrupt(digitalPinToInterrupt(pin_));
      take(now);
      enter(State::Rests, now);
    }
  }

  /// Whether there is a value that is not old: one bad answer does no harm, several do.
  bool isFresh() const { return taken_ && millis() - takenMillis_ < FRESH_MILLIS; }

  /// Tenths of a degree Celsius, and of a percent.
  int16_t temperature() const { return temperature_; }
  int16_t humidity() const { return humidity_; }

 private:
  enum class State : uint8_t { Rests, Woken, Answers };

  // It needs two seconds between two answers.
  static const uint16_t EVERY_MILLIS = 2000;
  static const uint8_t WAKE_MILLIS = 2;
  static const uint8_t ANSWER_MILLIS = 10;
  static const uint16_t FRESH_MILLIS = 10000;

  void enter(State state, unsigned long now) {
    state_ = state;
    sinceMillis_ = now;
  }

  void take(unsigned long now) {
    uint8_t bytes[5];
    for (uint8_t i = 0; i < 5; i++) {
      bytes[i] = dht22::bits[i];
    }
    uint8_t sum = static_cast<uint8_t>(bytes[0] + bytes[1] + bytes[2] + bytes[3]);
    // The first fall may have been before the interrupt was on.
    if (dht22::falls < dht22::FALLS - 1 || dht22::falls > dht22::FALLS || sum != bytes[4]) {
      return;
    }
    int16_t size = static_cast<int16_t>((bytes[2] & 0x7F) << 8 | bytes[3]);
    humidity_ = static_cast<int16_t>(bytes[0] << 8 | bytes[1]);
    temperature_ = (bytes[2] & 0x80) != 0 ? -size : size;
    taken_ = true;
    takenMillis_ = now;
  }

  uint8_t pin_ = 0;
  State state_ = State::Rests;
  bool taken_ = false;
  int16_t temperature_ = 0;
  int16_t humidity_ = 0;
  unsigned long sinceMillis_ = 0;
  unsigned long takenMillis_ = 0;
};
