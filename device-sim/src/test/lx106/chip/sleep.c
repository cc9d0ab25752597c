/* Counts its starts in the memory that outlasts a deep sleep, sleeps 2 ms, and stays awake the third
   time. */
#include "chip.h"

void on_interrupt(u32 lines) { (void)lines; }

int main(void) {
  UART_CLKDIV(0) = 694;
  u32 reason = RTC(0x14) & 15;
  if (reason == 1) RTC_MEMORY(3) = 0;
  u32 starts = ++RTC_MEMORY(3);
  say("start", starts);
  say("reason", reason);
  while (UART_STATUS(0) >> 16 & 0xff) {
  }
  if (starts < 3) {
    RTC(0x04) = RTC(0x1c) + 333;
    RTC(0x18) = 1 << 3;
    RTC(0x44) = 1 << 5;
    RTC(0x08) = 1 << 20;
    for (;;) {
    }
  }
  print("awake\n");
  return 0;
}
