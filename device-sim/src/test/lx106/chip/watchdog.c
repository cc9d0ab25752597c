/* Feeds the watchdog for a while, then stops its clock for a while; later only counts what it says before it resets. */
#include "chip.h"

static volatile u32 warned;

void on_interrupt(u32 lines) {
  if (lines & 1 << 8) warned++;
}

int main(void) {
  UART_CLKDIV(0) = 694;
  EDGE_INTERRUPTS = 1;
  WATCHDOG(4) = 4; /* 12.8 ms */
  WATCHDOG(8) = 5; /* 25.6 ms */
  WATCHDOG(0) = 0x39;
  enable(1 << 8);
  u32 from = RADIO(0xc00);
  while (RADIO(0xc00) - from < 50000) WATCHDOG(0x14) = 0x73;
  say("fed", warned);
  CLOCKS &= ~(1 << 3);
  while (RADIO(0xc00) - from < 100000) {
  }
  say("without a clock", warned);
  CLOCKS |= 1 << 3;
  from = RADIO(0xc00);
  WATCHDOG(0x14) = 0x73;
  while (!warned) {
  }
  say("warned", RADIO(0xc00) - from > 12000);
  for (;;) {
  }
}
