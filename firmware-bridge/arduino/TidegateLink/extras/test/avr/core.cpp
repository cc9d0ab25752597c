// What a sketch stands on when it is measured; see Arduino.h.
#include <Arduino.h>

Stream Serial;

static volatile unsigned long clockMillis;

unsigned long millis() { return clockMillis; }

void pinMode(uint8_t pin, uint8_t mode) {
  if (mode == OUTPUT) {
    DDRB |= static_cast<uint8_t>(1 << (pin - 8));
  }
}

void digitalWrite(uint8_t pin, uint8_t level) {
  uint8_t bit = static_cast<uint8_t>(1 << (pin - 8));
  PORTB = static_cast<uint8_t>(level == LOW ? PORTB & ~bit : PORTB | bit);
}

int analogRead(uint8_t pin) {
  ADMUX = static_cast<uint8_t>(1 << REFS0 | (pin - A0));
  ADCSRA |= 1 << ADSC;
  while (ADCSRA & (1 << ADSC)) {
  }
  return ADC;
}

int main() {
  setup();
  for (;;) {
    loop();
  }
}
