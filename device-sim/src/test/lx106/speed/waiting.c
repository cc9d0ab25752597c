/* A program that waits for most of its time, as one does whose loop() ends with delay(10): a timer
   wakes it a hundred times in a second, then it works on a few hundred instructions; once a second
   it says how many turns there were. */
#include "../chip/chip.h"

#define TURN_TICKS 50000 /* of 16 cycles: 10 ms */
#define TIMER 10

static volatile u32 due;
static u32 state = 1;

void on_interrupt(u32 lines) {
  if (lines & 1 << TIMER) {
    FRC2_INT = 0;
    FRC2_ALARM += TURN_TICKS;
    due = 1;
  }
}

static void work(void) {
  for (int i = 0; i < 100; i++) {
    state ^= state << 13;
    state ^= state >> 17;
    state ^= state << 5;
  }
}

int main(void) {
  UART_CLKDIV(0) = 694;
  EDGE_INTERRUPTS = 1 << 2;
  FRC2_CTRL = 0x84; /* on, a tick each 16 cycles */
  FRC2_ALARM = FRC2_COUNT + TURN_TICKS;
  enable(1 << TIMER);
  for (u32 turns = 0, seconds = 0;;) {
    mask();
    while (!due) {
      wait();
      mask();
    }
    due = 0;
    work();
    if (++turns == 100) {
      turns = 0;
      say("second", ++seconds);
    }
  }
}
