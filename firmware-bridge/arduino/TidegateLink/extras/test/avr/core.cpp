// What a sketch stands on when it is measured; see Arduino.h.
#include <Arduino.h>

Stream Serial;

static volatile unsigned long clockMillis;

unsigned long millis() { return clockMillis; }

unsigned long micros() { return clockMillis * 1000; }

void delayMicroseconds(unsigned int micros) {
  for (volatile unsigned int left = micros; left > 0; left = left - 1) {
  }
}

static void (*volatile handlers[2])();

ISR(INT0_vect) { handlers[0](); }
ISR(INT1_vect) { handlers[1](); }

void attachInterrupt(uint8_t number, void (*handler)(), int mode) {
  handlers[number] = handler;
  EICRA = static_cast<uint8_t>(EICRA | mode << (2 * number));
  EIMSK = static_cast<uint8_t>(EIMSK | 1 << number);
}

void detachInterrupt(uint8_t number) { EIMSK = static_cast<uint8_t>(EIMSK & ~(1 << number)); }

// Pins 0 to 7 are port D, 8 to 13 port B.
static uint8_t bitOf(uint8_t pin) { return static_cast<uint8_t>(1 << (pin < 8 ? pin : pin - 8)); }

static void put(volatile uint8_t& port, uint8_t bit, bool high) {
  port = static_cast<uint8_t>(high ? port | bit : port & ~bit);
}

void pinMode(uint8_t pin, uint8_t mode) {
  put(pin < 8 ? DDRD : DDRB, bitOf(pin), mode == OUTPUT);
  if (mode != OUTPUT) {
    put(pin < 8 ? PORTD : PORTB, bitOf(pin), mode == INPUT_PULLUP);
  }
}

void digitalWrite(uint8_t pin, uint8_t level) {
  put(pin < 8 ? PORTD : PORTB, bitOf(pin), level != LOW);
}

int digitalRead(uint8_t pin) { return ((pin < 8 ? PIND : PINB) & bitOf(pin)) != 0 ? HIGH : LOW; }

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
