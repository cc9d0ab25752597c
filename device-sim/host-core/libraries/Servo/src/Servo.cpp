#include "Servo.h"

#include "Arduino.h"
#include "host.h"
#include "host_pins.h"

namespace {

constexpr int TURN = 180;
constexpr int FIRST_MICROS = 200;

}  // namespace

uint8_t Servo::attach(int pin, uint16_t least, uint16_t most) {
  pin_ = static_cast<uint8_t>(pin);
  least_ = least;
  most_ = most;
  attached_ = true;
  pinMode(pin_, OUTPUT);
  writeMicroseconds(micros_);
  return pin_;
}

void Servo::detach() {
  if (attached_) {
    attached_ = false;
    host::pins::pulses(pin_, 0, 0);
  }
}

void Servo::write(int value) {
  if (value >= FIRST_MICROS) {
    writeMicroseconds(value);
  } else {
    int degrees = value < 0 ? 0 : value > TURN ? TURN : value;
    writeMicroseconds(least_ + (most_ - least_) * degrees / TURN);
  }
}

void Servo::writeMicroseconds(int value) {
  micros_ = value < least_ ? least_ : value > most_ ? most_ : value;
  if (attached_) {
    host::pins::pulses(pin_, REFRESH_INTERVAL * host::MICROSECOND,
                       static_cast<uint64_t>(micros_) * host::MICROSECOND);
  }
}

/// Rounded up, so that what was written is read.
int Servo::read() { return ((micros_ - least_) * TURN + most_ - least_ - 1) / (most_ - least_); }
