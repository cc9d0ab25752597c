// The ESP8266's two timers, its random register, and texts that the core encodes for libraries.
#include <Hash.h>
#include <TZ.h>
#include <libb64/cdecode.h>
#include <libb64/cencode.h>

#include "check.h"

namespace {

volatile int ticks = 0;
volatile uint32_t at = 0;

void tick() {
  ticks = ticks + 1;
  at = micros();
}

void tickOnce() {
  tick();
  timer1_write(5000);
}

void timerOne() {
  ticks = 0;
  timer1_isr_init();
  timer1_attachInterrupt(tick);
  timer1_enable(TIM_DIV16, TIM_EDGE, TIM_LOOP);
  CHECK(timer1_enabled());
  uint32_t begun = micros();
  timer1_write(5000);
  delayMicroseconds(10500);
  // also while the sketch is busy
  CHECK(ticks == 10 && at - begun >= 10000 && at - begun < 10010);
  uint32_t left = timer1_read();
  CHECK(left > 2400 && left < 2600);
  noInterrupts();
  delayMicroseconds(1000);
  CHECK(ticks == 10);
  interrupts();
  delayMicroseconds(1);
  CHECK(ticks == 11);
  timer1_disable();
  delay(20);
  CHECK(ticks == 11 && !timer1_enabled());
  // once, and anew from its own handler
  ticks = 0;
  timer1_enable(TIM_DIV16, TIM_EDGE, TIM_SINGLE);
  timer1_write(5000);
  delay(20);
  CHECK(ticks == 1);
  timer1_attachInterrupt(tickOnce);
  timer1_write(5000);
  delayMicroseconds(5500);
  CHECK(ticks == 6);
  timer1_detachInterrupt();
  delay(20);
  CHECK(ticks == 6);
  timer1_disable();
}

void timerZero() {
  ticks = 0;
  timer0_isr_init();
  timer0_attachInterrupt(tick);
  uint32_t begun = micros();
  timer0_write(ESP.getCycleCount() + 80000);
  delayMicroseconds(5000);
  CHECK(ticks == 1 && at - begun >= 1000 && at - begun < 1005);
  timer0_detachInterrupt();
}

void texts() {
  char to[160];
  CHECK(base64_encode_chars("Many hands", 10, to) == 16);
  SAME("TWFueSBoYW5kcw==", to);
  base64_encodestate state;
  base64_init_encodestate_nonewlines(&state);
  int count = base64_encode_block("Ma", 2, to, &state);
  count += base64_encode_block("ny", 2, to + count, &state);
  count += base64_encode_blockend(to + count, &state);
  CHECK(count == 8);
  SAME("TWFueQ==", to);
  char line[57];
  memset(line, 'x', 56);
  CHECK(base64_encode_chars(line, 56, to) == 77 && to[72] == '\n');
  CHECK(base64_decode_chars(to, 77, line) == 56 && line[55] == 'x');
  CHECK(base64_decode_chars("TWFu\neSBoYW5kcw==", 17, to) == 10);
  SAME("Many hands", to);
  CHECK(base64_decode_value('/') == 63 && base64_decode_value('*') == -1);
  SAME("CET-1CEST,M3.5.0,M10.5.0/3", TZ_Europe_Berlin);
  SAME("a9993e364706816aba3e25717850c26c9cd0d89d", sha1("abc"));
  SAME("da39a3ee5e6b4b0d3255bfef95601890afd80709", sha1(""));
  SAME("84983e441c3bd26ebaae4aa1f95129e5e54670f1",
       sha1("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"));
}

}  // namespace

void checkChip() {
  timerOne();
  timerZero();
  texts();
  uint32_t one = RANDOM_REG32;
  CHECK(one != RANDOM_REG32);
  check::summary("chip");
}
