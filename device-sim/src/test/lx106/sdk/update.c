/* Leaves the command for the boot loader as the Arduino core's updates do, and restarts. */
#include "sdk.h"

#define WINDOW 0x40200000
#define FROM 0x80000
#define RTC ((volatile u32 *)0x60001200)
#define WORDS 32

static u32 crc_update(u32 crc, u32 word) {
  for (int byte = 0; byte < 4; byte++) {
    crc ^= (word >> (8 * byte) & 0xff) << 24;
    for (int bit = 0; bit < 8; bit++) {
      crc = crc << 1 ^ (crc >> 31 ? 0x04c11db7 : 0);
    }
  }
  return crc;
}

void update(void) {
  u32 crc = 0xffffffff;
  for (int i = 0; i < WORDS - 1; i++) {
    u32 word = 0;
    switch (i) {
      case 0:
        word = 0xeb001000;
        break;
      case 1:
        word = 1;
        break;
      case 2:
        word = FROM;
        break;
      case 4:
        word = *(volatile u32 *)(WINDOW + FROM - 4);
        break;
    }
    RTC[i] = word;
    crc = crc_update(crc, word);
  }
  RTC[WORDS - 1] = crc;
  ((void (*)(void))0x40000080)();
}
