#include "Arduino.h"

uint8_t shiftIn(uint8_t dataPin, uint8_t clockPin, uint8_t bitOrder) {
  uint8_t value = 0;
  for (int i = 0; i < 8; i++) {
    digitalWrite(clockPin, HIGH);
    int place = bitOrder == LSBFIRST ? i : 7 - i;
    value |= static_cast<uint8_t>(digitalRead(dataPin) << place);
    digitalWrite(clockPin, LOW);
  }
  return value;
}

void shiftOut(uint8_t dataPin, uint8_t clockPin, uint8_t bitOrder, uint8_t value) {
  for (int i = 0; i < 8; i++) {
    int place = bitOrder == LSBFIRST ? i : 7 - i;
    digitalWrite(dataPin, value >> place & 1);
    digitalWrite(clockPin, HIGH);
    digitalWrite(clockPin, LOW);
  }
}
