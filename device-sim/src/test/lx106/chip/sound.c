/* Sends two buffers round and round over I2S, and counts ends of the second. */
#include "chip.h"

typedef struct item {
  u32 how;
  u32 *where;
  struct item *next;
} item;

static u32 first[16], second[16];
static item items[2];
static volatile u32 ends, last;

void on_interrupt(u32 lines) {
  if (lines & 1 << 1) {
    if (SLC(0x08) & 1 << 17) ends++;
    last = SLC(0x48);
    SLC(0x10) = 0xffffffff;
  }
}

int main(void) {
  UART_CLKDIV(0) = 694;
  for (int i = 0; i < 16; i++) {
    first[i] = 0x01000000 + (u32)i;
    second[i] = 0x02000000 + (u32)i;
  }
  items[0] = (item){1u << 31 | 64 << 12 | 64, first, &items[1]};
  items[1] = (item){1u << 31 | 1 << 30 | 64 << 12 | 64, second, &items[0]};
  enable(1 << 1);
  SLC(0x0c) = 1 << 17;
  SLC(0x24) = (u32)&items[0];
  SLC(0x24) |= 1 << 29;
  I2S(0x08) = 10 << 22 | 5 << 16 | 1 << 8; /* 160 MHz by 50: 3.2 million bits a second */
  u32 from = RADIO(0xc00);
  while (ends < 5) wait();
  u32 took = RADIO(0xc00) - from;
  SLC(0x24) = 1 << 28;
  say("ends", ends);
  say("of the second", last == (u32)&items[1]);
  say("after", took);
  return 0;
}
