#pragma once
#include <Arduino.h>

/// How long to wait between two tries: 1 s, 2 s, 4 s, ... up to a minute, each made shorter by
/// chance, by up to a half. So a hundred boards do not all knock in the same instant when their
/// broker is back.
class BackOff {
 public:
  bool isDue() const { return millis() - triedMillis_ >= waitMillis_; }

  /// A try begins or has failed: the next one is due after waitMillis().
  void tried() {
    triedMillis_ = millis();
    waitMillis_ = stepMillis_ / 2 + random(stepMillis_ / 2);
    stepMillis_ = stepMillis_ >= MOST_MILLIS / 2 ? MOST_MILLIS : 2 * stepMillis_;
  }

  /// All has been well for a while: begin with the shortest wait next time. Not at once after a
  /// success: a broker that takes the board in and throws it out again would be tried without end.
  void reset() { stepMillis_ = LEAST_MILLIS; }

  unsigned long waitMillis() const { return waitMillis_; }

 private:
  static const unsigned long LEAST_MILLIS = 1000;
  static const unsigned long MOST_MILLIS = 60000;

  unsigned long triedMillis_ = 0;
  unsigned long waitMillis_ = 0;
  unsigned long stepMillis_ = LEAST_MILLIS;
};
