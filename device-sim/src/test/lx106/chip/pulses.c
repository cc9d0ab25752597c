/* Asks a DHT22 at GPIO4 as libraries do: it counts how often it sees a level. Says for each reading
   when it was, and five bytes; then how long the shortest and the longest low and high were, in
   cycles. */
#include "chip.h"

#define PIN (1 << 4)
#define GPIO_ENABLE_W1TC REG(0x60000314)
#define MANY 12000

void on_interrupt(u32 lines) { (void)lines; }

static u32 cycles(void) {
  u32 now;
  __asm__ volatile("rsr %0, ccount" : "=a"(now));
  return now;
}

static void until(u32 micros) {
  while (RADIO(0xc00) < micros) {
  }
}

/* How often the level was seen; 0 when it does not end. `took` is in cycles. */
static u32 __attribute__((noinline)) pulse(u32 level, u32 *took) {
  u32 count = 0, from = cycles();
  while ((GPIO_IN & PIN) == level)
    if (++count == MANY) return 0;
  *took = cycles() - from;
  return count;
}

static u32 counts[80], took[80];

static u32 read(u32 *bytes) {
  u32 skipped;
  GPIO_OUT_W1TC = PIN;
  GPIO_ENABLE_W1TS = PIN;
  until(RADIO(0xc00) + 1100);
  GPIO_ENABLE_W1TC = PIN;
  until(RADIO(0xc00) + 55);
  if (!pulse(0, &skipped) || !pulse(PIN, &skipped)) return 0;
  for (u32 i = 0; i < 80; i += 2) {
    counts[i] = pulse(0, took + i);
    counts[i + 1] = pulse(PIN, took + i + 1);
  }
  for (u32 i = 0; i < 40; i++) {
    if (!counts[2 * i] || !counts[2 * i + 1]) return 0;
    bytes[i / 8] = bytes[i / 8] << 1 | (counts[2 * i + 1] > counts[2 * i]);
  }
  return 1;
}

static void range(const char *name, u32 from, u32 least, u32 most) {
  u32 low = ~0u, high = 0;
  for (u32 i = from; i < 80; i += 2)
    if (took[i] >= least && took[i] < most) {
      if (took[i] < low) low = took[i];
      if (took[i] > high) high = took[i];
    }
  say(name, low);
  say(name, high);
}

int main(void) {
  static const u32 at[] = {500000, 1500000, 4000000};
  UART_CLKDIV(0) = 694;
  MUX_GPIO(0x38) = PULL_UP;
  u32 began = RADIO(0xc00);
  for (u32 i = 0; i < 3; i++) {
    u32 bytes[5] = {0, 0, 0, 0, 0};
    until(began + at[i]);
    say("asked", at[i]);
    if (!read(bytes)) {
      print("nothing\n");
      continue;
    }
    for (u32 n = 0; n < 5; n++) say("byte", bytes[n]);
    range("low", 0, 0, 8000);
    range("zero", 1, 0, 4000);
    range("one", 1, 4000, 8000);
  }
  for (const char *c = "elsewhere\n"; *c; c++) UART_FIFO(1) = *c;
  print("over\n");
  return 0;
}
