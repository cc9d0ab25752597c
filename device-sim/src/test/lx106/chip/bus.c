/* Three bytes both ways over HSPI at 1 MHz, then a command and an answer. */
#include "chip.h"

void on_interrupt(u32 lines) { (void)lines; }

static void transfer(void) {
  HSPI(0) |= 1 << 18;
  while (HSPI(0) & 1 << 18) {
  }
}

int main(void) {
  UART_CLKDIV(0) = 694;
  MUX_GPIO(0x10) = 2 << 4; /* GPIO15 selects */
  HSPI(0x18) = 9 << 18 | 7 << 12; /* 80 MHz by 10 and 8 */
  HSPI(0x1c) = 1 << 27 | 1;
  HSPI(0x20) = 23 << 17 | 23 << 8;
  HSPI(0x40) = 0x030201;
  u32 from = RADIO(0xc00);
  transfer();
  say("took", RADIO(0xc00) - from);
  say("heard", HSPI(0x40) & 0xffffff);
  HSPI(0x1c) = 1u << 31 | 1 << 28;
  HSPI(0x24) = 7u << 28 | 0x9f;
  HSPI(0x20) = 15 << 8;
  HSPI(8) = 1 << 25; /* what comes has its lowest bit first */
  transfer();
  say("answer", HSPI(0x40) & 0xffff);
  return 0;
}
