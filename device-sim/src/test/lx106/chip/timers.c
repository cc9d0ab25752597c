/* FRC1 begins again by itself, five times; then FRC2 compares once. Says after how many 256 ticks. */
#include "chip.h"

static volatile u32 first, second;

void on_interrupt(u32 lines) {
  if (lines & 1 << 9) {
    FRC1_INT = 0;
    first++;
  }
  if (lines & 1 << 10) {
    FRC2_INT = 0;
    second++;
  }
}

int main(void) {
  UART_CLKDIV(0) = 694;
  EDGE_INTERRUPTS = 1 << 1 | 1 << 2;
  FRC2_CTRL = 0x84; /* on, a tick each 16 cycles */
  FRC1_LOAD = 5000; /* 1 ms */
  FRC1_CTRL = 0xc4; /* on, again, a tick each 16 cycles */
  enable(1 << 9 | 1 << 10);
  u32 from = FRC2_COUNT;
  while (first < 5) wait();
  u32 ticks = FRC2_COUNT - from;
  FRC1_CTRL = 0;
  FRC2_ALARM = FRC2_COUNT + 50000;
  from = FRC2_COUNT;
  while (second < 1) wait();
  u32 more = FRC2_COUNT - from;
  print("first ");
  number(first);
  print(" after ");
  number(ticks >> 8);
  print(", second after ");
  number(more >> 8);
  print("\n");
  return 0;
}
