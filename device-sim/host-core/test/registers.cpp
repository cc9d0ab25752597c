// What RegistersOfAnUnoTest talks to: an Uno whose sketch goes past the language.
#include <avr/power.h>
#include <avr/sleep.h>
#include <avr/wdt.h>

#include "check.h"

namespace {

volatile uint32_t matches = 0, overs = 0, quick = 0, changes = 0, falls = 0, attached = 0;
volatile uint32_t barks = 0, converted = 0;
volatile int value = 0;
volatile bool blinks = false;

}  // namespace

ISR(TIMER1_COMPA_vect) { matches = matches + 1; }
ISR(TIMER1_OVF_vect) { overs = overs + 1; }
ISR(TIMER2_COMPA_vect) {
  quick = quick + 1;
  if (blinks && quick % 500 == 0) {
    PINB = _BV(PB5);
  }
}
ISR(PCINT2_vect) { changes = changes + 1; }
ISR(INT1_vect) { falls = falls + 1; }
ISR(WDT_vect) { barks = barks + 1; }
ISR(ADC_vect) {
  converted = converted + 1;
  value = ADC;
}

namespace {

/// Each second, as half of all sketches set it up; then by its flags; then as a stop-watch.
void checkTimerOne() {
  noInterrupts();
  TCCR1A = TCCR1B = 0;
  TCNT1 = 0;
  OCR1A = 15624;
  TIFR1 = _BV(OCF1A);
  TCCR1B |= (1 << WGM12) | (1 << CS12) | (1 << CS10);
  TIMSK1 |= _BV(OCIE1A);
  interrupts();
  delay(5500);
  CHECK(matches == 5 && overs == 0);
  TIMSK1 = 0;
  bitSet(TIFR1, OCF1A);
  delay(900);
  CHECK(bit_is_set(TIFR1, OCF1A) && matches == 5 && OCR1A == 15624 && OCR1AH == 61);
  TIFR1 = _BV(OCF1A);
  CHECK(bit_is_clear(TIFR1, OCF1A));
  TCCR1A = 0;
  TCCR1B = _BV(CS11);
  TCNT1 = 0;
  delayMicroseconds(1000);
  uint16_t steps = TCNT1;
  CHECK(steps >= 2000 && steps < 2010);
  TCNT1H = 0xFF;
  TCNT1L = 0x00;
  TIMSK1 = _BV(TOIE1);
  delayMicroseconds(200);
  CHECK(overs == 1);
  TIMSK1 = 0;
}

/// A thousand a second, also of a sketch that only computes; held back ones are one.
void checkTimerTwo() {
  TCCR2A = _BV(WGM21);
  TCCR2B = _BV(CS22);
  OCR2A = 249;
  TIMSK2 = _BV(OCIE2A);
  uint32_t before = quick;
  delay(1000);
  uint32_t seen = quick - before;
  CHECK(seen >= 999 && seen <= 1001);
  before = quick;
  cli();
  delayMicroseconds(10000);
  CHECK(quick == before);
  sei();
  CHECK(quick == before + 1);
  volatile uint8_t* mask = &TIMSK2;
  *mask = 0;
  delay(10);
  before = quick;
  delay(10);
  CHECK(quick == before && TIMSK2 == 0);
}

void checkPins() {
  pinMode(5, OUTPUT);
  *digitalPinToPCMSK(5) |= bit(digitalPinToPCMSKbit(5));
  PCIFR |= bit(digitalPinToPCICRbit(5));
  PCICR |= bit(digitalPinToPCICRbit(5));
  digitalWrite(5, HIGH);
  digitalWrite(5, LOW);
  digitalWrite(6, HIGH);
  CHECK(changes == 2);
  PCICR = 0;
  digitalWrite(5, HIGH);
  CHECK(changes == 2);
  pinMode(2, OUTPUT);
  pinMode(3, OUTPUT);
  digitalWrite(3, HIGH);
  EICRA = _BV(ISC11);
  EIMSK |= _BV(INT1);
  PCMSK2 |= _BV(PCINT19);
  PCICR = _BV(PCIE2);
  attachInterrupt(digitalPinToInterrupt(2), [] { attached = attached + 1; }, RISING);
  PORTD ^= _BV(PD2) | _BV(PD3);
  PORTD ^= _BV(PD2) | _BV(PD3);
  CHECK(falls == 1 && attached == 1 && changes == 4);
  detachInterrupt(digitalPinToInterrupt(2));
  EIMSK = 0;
  PCICR = 0;
  PORTD ^= _BV(PD2) | _BV(PD3);
  CHECK(falls == 1 && attached == 1 && changes == 4);
}

/// Against what the chip has inside: no wire is needed.
void checkAdc() {
  ADMUX = _BV(REFS0) | _BV(MUX3) | _BV(MUX2) | _BV(MUX1);
  ADCSRA |= _BV(ADSC);
  uint32_t begun = micros();
  while (bit_is_set(ADCSRA, ADSC)) {
  }
  CHECK(micros() - begun >= 100 && ADC == 225);
  uint8_t low = ADCL;
  CHECK((ADCH << 8 | low) == 225);
  ADCSRA |= _BV(ADIE) | _BV(ADATE) | _BV(ADSC);
  delay(10);
  ADCSRA &= ~(_BV(ADIE) | _BV(ADATE));
  CHECK(converted > 80 && converted < 100 && value == 225);
}

/// Eight times a second it wakes, and its own clock knows nothing of that.
void checkSleep() {
  uint32_t begun = millis();
  wdt_enable(WDTO_1S);
  WDTCSR |= _BV(WDIE);
  set_sleep_mode(SLEEP_MODE_PWR_DOWN);
  power_adc_disable();
  for (int i = 0; i < 8; i++) {
    sleep_mode();
    WDTCSR |= _BV(WDIE);
  }
  wdt_disable();
  power_all_enable();
  CHECK(barks == 8 && millis() - begun < 20 && SMCR == SLEEP_MODE_PWR_DOWN);
  begun = micros();
  set_sleep_mode(SLEEP_MODE_IDLE);
  sleep_mode();
  CHECK(micros() - begun <= 1100);
}

void checkPulses() {
  pinMode(9, OUTPUT);
  TCCR1A = _BV(COM1A1) | _BV(WGM11);
  TCCR1B = _BV(WGM13) | _BV(WGM12) | _BV(CS10);
  ICR1 = 799;
  OCR1A = 199;
  analogWrite(3, 51);
  TCCR2B = (TCCR2B & 0xF8) | 1;
  pinMode(6, OUTPUT);
  TCCR0A = _BV(COM0A0) | _BV(WGM01);
  OCR0A = 124;
  CHECK(ICR1 == 799 && OCR2B == 51 && digitalPinToTimer(6) == TIMER0A);
}

}  // namespace

void setup() {
  Serial.begin(9600);
  Serial.println(F("uno"));
}

void loop() {
  delay(5);
  if (Serial.available() > 0) {
    String command = Serial.readStringUntil('\n');
    if (command == "timers") {
      checkTimerOne();
      checkTimerTwo();
      check::summary("timers");
    } else if (command == "pins") {
      checkPins();
      checkAdc();
      check::summary("pins");
    } else if (command == "sleep") {
      checkSleep();
      check::summary("sleep");
    } else if (command == "pulses") {
      checkPulses();
      check::summary("pulses");
    } else if (command == "blink") {
      // all is done by interrupts, and nobody ever waits
      pinMode(13, OUTPUT);
      blinks = true;
      OCR2A = 249;
      TCCR2A = _BV(WGM21);
      TCCR2B = _BV(CS22);
      TIMSK2 = _BV(OCIE2A);
      for (;;) {
        micros();
      }
    } else if (command == "dog") {
      // waiting is no word to it
      wdt_enable(WDTO_500MS);
      delay(2000);
      Serial.println(F("late"));
    } else if (command == "none") {
      TIMSK2 = _BV(OCIE2B);
      delay(100);
      Serial.println(F("late"));
    }
  }
}
