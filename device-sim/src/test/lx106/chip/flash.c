/* Programs and erases the flash by its registers and by plain commands, and looks at it through the
   window, the second MiB too. */
#include "chip.h"

#define AT 0x41000

void on_interrupt(u32 lines) { (void)lines; }

static void command(u32 bit) {
  FLASH(0) = 1u << bit;
  while (FLASH(0)) {
  }
}

int main(void) {
  UART_CLKDIV(0) = 694;
  command(28);
  say("id", FLASH(0x40));
  FLASH(4) = 8u << 24 | AT;
  FLASH(0x40) = 0x11223344;
  FLASH(0x44) = 0x0f0f0f0f;
  command(30);
  command(25);
  FLASH(0x44) = 0xff00ff00;
  command(30);
  command(25);
  say("programmed", REG(0x40200000 + AT));
  say("cleared further", REG(0x40200004 + AT));
  command(30);
  command(24);
  say("erased", REG(0x40200000 + AT));
  /* read the identity as a transfer of the program's own */
  FLASH(0x1c) = 1u << 31 | 1 << 28;
  FLASH(0x24) = 7u << 28 | 0x9f;
  FLASH(0x20) = 23 << 8;
  FLASH(0x40) = 0;
  command(18);
  say("id", FLASH(0x40) & 0xffffff);
  CACHE = 1 << 25;
  say("second", REG(0x40200000));
  return 0;
}
