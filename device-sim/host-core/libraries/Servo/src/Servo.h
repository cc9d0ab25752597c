#pragma once
#include <stdint.h>

#define MIN_PULSE_WIDTH 544
#define MAX_PULSE_WIDTH 2400
#define DEFAULT_PULSE_WIDTH 1500
#define REFRESH_INTERVAL 20000
#define INVALID_SERVO 255

/// A pulse every 20 ms, whose length says where the servo is to go.
class Servo {
 public:
  ~Servo() { detach(); }
  uint8_t attach(int pin) { return attach(pin, MIN_PULSE_WIDTH, MAX_PULSE_WIDTH); }
  uint8_t attach(int pin, uint16_t least, uint16_t most);
  void detach();
  /// Degrees; 200 and more are microseconds.
  void write(int value);
  void writeMicroseconds(int value);
  int read();
  int readMicroseconds() { return micros_; }
  bool attached() { return attached_; }

 private:
  bool attached_ = false;
  uint8_t pin_ = 0;
  int least_ = MIN_PULSE_WIDTH;
  int most_ = MAX_PULSE_WIDTH;
  int micros_ = DEFAULT_PULSE_WIDTH;
};
