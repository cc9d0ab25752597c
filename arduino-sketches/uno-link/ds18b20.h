#pragma once
#include <Arduino.h>

/// One DS18B20 on a pin of its own, with its three wires and 4.7 kOhm from data to plus. It takes
/// 750 ms to measure; poll() never waits for that, and talks one byte (0.6 ms) at a time.
class Ds18b20 {
 public:
  void begin(uint8_t pin) {
    pin_ = pin;
    pinMode(pin_, INPUT);
    digitalWrite(pin_, LOW);
  }

  /// In each loop().
  void poll() {
    unsigned long now = millis();
    switch (state_) {
      case State::Rests:
        if (now - sinceMillis_ >= EVERY_MILLIS) {
          begin(State::AsksToMeasure, now);
        }
        break;
      case State::AsksToMeasure:
        say(CONVERT);
        enter(State::Measures, now);
        break;
      case State::Measures:
        if (now - sinceMillis_ >= MEASURE_MILLIS) {
          begin(State::AsksToRead, now);
        }
        break;
      case State::AsksToRead:
        say(READ);
        at_ = 0;
        enter(State::Reads, now);
        break;
      case State::Reads:
        bytes_[at_++] = hear();
        if (at_ == sizeof(bytes_)) {
          take(now);
          enter(State::Rests, now);
        }
        break;
    }
  }

  /// Whether there is a value that is not old.
  bool isFresh() const { return taken_ && millis() - takenMillis_ < FRESH_MILLIS; }

  /// Hundredths of a degree Celsius.
  int16_t temperature() const { return temperature_; }

 private:
  enum class State : uint8_t { Rests, AsksToMeasure, Measures, AsksToRead, Reads };

  static const uint16_t EVERY_MILLIS = 1000;
  static const uint16_t MEASURE_MILLIS = 750;
  static const uint16_t FRESH_MILLIS = 10000;

  // What all on the wire are told, and then what to do.
  static const uint8_t TO_ALL = 0xCC;
  static const uint8_t CONVERT = 0x44;
  static const uint8_t READ = 0xBE;

  // What it says before it has measured at all: 85 degrees.
  static const int16_t AFTER_POWER_ON = 85 * 16;

  void enter(State state, unsigned long now) {
    state_ = state;
    sinceMillis_ = now;
  }

  void begin(State state, unsigned long now) {
    if (reset()) {
      say(TO_ALL);
      enter(state, now);
    } else {
      enter(State::Rests, now);
    }
  }

  void take(unsigned long now) {
    int16_t sixteenths = static_cast<int16_t>(bytes_[1] << 8 | bytes_[0]);
    // A line that is stuck at low gives nothing but zeros, and their check is zero too.
    if (check() != bytes_[8] || bytes_[4] == 0 || sixteenths == AFTER_POWER_ON) {
      return;
    }
    temperature_ = static_cast<int16_t>(sixteenths * 25L / 4);
    taken_ = true;
    takenMillis_ = now;
  }

  uint8_t check() const {
    uint8_t crc = 0;
    for (uint8_t i = 0; i < 8; i++) {
      crc ^= bytes_[i];
      for (uint8_t bit = 0; bit < 8; bit++) {
        crc = static_cast<uint8_t>(crc & 1 ? crc >> 1 ^ 0x8C : crc >> 1);
      }
    }
    return crc;
  }

  // The wire is never driven high: low, or left to its resistor.
  void pull() { pinMode(pin_, OUTPUT); }
  void leave() { pinMode(pin_, INPUT); }

  /// True when somebody is there.
  bool reset() {
    pull();
    delayMicroseconds(500);
    noInterrupts();
    leave();
    delayMicroseconds(70);
    bool answered = digitalRead(pin_) == LOW;
    interrupts();
    delayMicroseconds(420);
    return answered;
  }

  // Lengths matter while the wire is low, so nothing may come in between; how long it then rests
  // does not.
  void say(uint8_t byte) {
    for (uint8_t bit = 0; bit < 8; bit++, byte >>= 1) {
      noInterrupts();
      pull();
      delayMicroseconds(byte & 1 ? 4 : 62);
      leave();
      interrupts();
      delayMicroseconds(byte & 1 ? 62 : 4);
    }
  }

  uint8_t hear() {
    uint8_t byte = 0;
    for (uint8_t bit = 0; bit < 8; bit++) {
      noInterrupts();
      pull();
      delayMicroseconds(2);
      leave();
      delayMicroseconds(2);
      if (digitalRead(pin_) == HIGH) {
        byte |= static_cast<uint8_t>(1 << bit);
      }
      interrupts();
      delayMicroseconds(60);
    }
    return byte;
  }

  uint8_t pin_ = 0;
  State state_ = State::Rests;
  bool taken_ = false;
  uint8_t at_ = 0;
  uint8_t bytes_[9];
  int16_t temperature_ = 0;
  unsigned long sinceMillis_ = 0;
  unsigned long takenMillis_ = 0;
};
