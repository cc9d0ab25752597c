/* FRC1 as the interrupt that nobody masks, while all others are masked; the radio's second clock
   interrupts after 5 ms. */
#include "chip.h"

static volatile u32 unmasked, alarms;

void on_nmi(void) {
  UNMASKED = 14;
  FRC1_INT = 0;
  unmasked++;
  UNMASKED = 15;
}

void on_interrupt(u32 lines) {
  if (lines & 1) {
    alarms++;
    RADIO(0xc24) = RADIO(0xc20);
  }
}

int main(void) {
  UART_CLKDIV(0) = 694;
  EDGE_INTERRUPTS = 2;
  UNMASKED = 15;
  mask();
  FRC1_LOAD = 5000;
  FRC1_CTRL = 0xc4;
  while (unmasked < 3) {
  }
  FRC1_CTRL = 0;
  say("unmasked", unmasked);
  __asm__ volatile("rsil a2, 0" ::: "a2");
  enable(1);
  RADIO(0xc18) = 1 << 26;
  u32 from = RADIO(0x1048);
  RADIO(0x10cc) = from + 5000;
  RADIO(0x10d0) = RADIO(0x104c);
  RADIO(0x10c8) = 1u << 31;
  while (!alarms) wait();
  u32 took = RADIO(0x1048) - from;
  say("alarm", took - 5000 < 20);
  return 0;
}
