/* Counts its starts in memory that it does not clear: as long as there is power, it finds what it
   left there. */
#include "chip.h"

#define MARK REG(0x3fff8000)
#define STARTS REG(0x3fff8004)

void on_interrupt(u32 lines) { (void)lines; }

int main(void) {
  UART_CLKDIV(0) = 694;
  if (MARK != 0x600d600d) {
    MARK = 0x600d600d;
    STARTS = 0;
  }
  say("start", ++STARTS);
  return 0;
}
