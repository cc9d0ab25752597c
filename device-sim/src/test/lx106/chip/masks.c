/* Masks interrupts, lets them in and multiplies numbers of 64 bits by the ROM's function, all the time. What
   comes of it, and when an interrupt came, goes to a register of the peripherals, where the host may look. */
#include "chip.h"

#define OUT REG(0x60000400)

static volatile u32 interrupts;

void on_interrupt(u32 lines) { interrupts += lines; }

static u32 lock(void) {
  u32 before;
  __asm__ volatile("rsil %0, 3" : "=a"(before)::"memory");
  return before;
}

static void unlock(u32 before) { __asm__ volatile("wsr %0, ps\n rsync" ::"a"(before) : "memory"); }

int main(void) {
  unsigned long long number = 88172645463325252ull;
  for (;;) {
    u32 before = lock();
    u32 seen = interrupts;
    number = number * 6364136223846793005ull + seen;
    unlock(before);
    OUT = (u32)(number >> 32) ^ (interrupts - seen);
  }
}
