// What HostCoreAvrTest talks to: an Uno.
#include <EEPROM.h>
#include <avr/wdt.h>
#include <util/atomic.h>
#include <util/delay.h>

#include "check.h"

void checkLanguage();

// What the chip's C library does not have is the sketch's.
#pragma GCC diagnostic ignored "-Wbuiltin-declaration-mismatch"
int index = 1, y1 = 2;
unsigned long time = 3;
const uint8_t gamma[] PROGMEM = {4};

namespace {

void checkChip() {
  CHECK(map(-1, 0, 10, 0, 100) == -10 && map(1, 2, 2, 0, 100) == -1);
  CHECK(max(3, 4L) == 4 && min(2.5, 3) == 2.5 && micros() % 4 == 0);
  int rounds = 0;
  ATOMIC_BLOCK(ATOMIC_RESTORESTATE) { rounds++; }
  CHECK(rounds == 1 && index + y1 + time + pgm_read_byte(gamma) == 10);
  void* most = malloc(2048);
  void* some = malloc(500);
  CHECK(most == nullptr && some != nullptr);
  free(some);
  // until it is full, nothing waits
  Serial.flush();
  CHECK(Serial.availableForWrite() == 63);
  uint32_t begun = millis();
  for (int i = 0; i < 63; i++) {
    Serial.write('.');
  }
  CHECK(millis() - begun <= 2 && Serial.availableForWrite() < 3);
  Serial.flush();
  CHECK(millis() - begun > 60);
  Serial.println();
  CHECK(EEPROM.length() == 1024 && EEPROM.read(2000) == 255);
  EEPROM.update(5, 77);
  EEPROM[6] = 3;
  EEPROM[6] += 4;
  EEPROM.put(10, 2.5f);
  check::summary("uno");
}

void checkKept() {
  float value = 0;
  CHECK(EEPROM.read(5) == 77 && EEPROM[6] == 7 && EEPROM.get(10, value) == 2.5f);
  check::summary("kept");
}

}  // namespace

void setup() {
  Serial.begin(9600);
  Serial.println(F("uno"));
}

void loop() {
  // No watchdog: what takes long is only late.
  _delay_ms(5);
  if (Serial.available() > 0) {
    String command = Serial.readStringUntil('\n');
    if (command == "language") {
      checkLanguage();
    } else if (command == "chip") {
      checkChip();
    } else if (command == "kept") {
      checkKept();
    } else if (command == "busy") {
      delayMicroseconds(20000000);
      Serial.println(F("late"));
    } else if (command == "random") {
      Serial.println(random(1000000));
    } else if (command == "dog") {
      wdt_enable(WDTO_2S);
      for (;;) {
      }
    }
  }
}
