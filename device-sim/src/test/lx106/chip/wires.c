/* Two wires as a bus of open drains with the chip's own resistors has them, and GPIO16. */
#include "chip.h"

#define SDA (1 << 4)
#define SCL (1 << 5)

void on_interrupt(u32 lines) { (void)lines; }

int main(void) {
  UART_CLKDIV(0) = 694;
  MUX_GPIO(0x3c) = PULL_UP;
  MUX_GPIO(0x40) = PULL_UP;
  GPIO_PIN(4) = 1 << 2;
  GPIO_PIN(5) = 1 << 2;
  say("free", GPIO_IN & (SDA | SCL));
  GPIO_ENABLE_W1TS = SDA | SCL;
  say("both low", GPIO_IN & (SDA | SCL));
  GPIO_OUT_W1TS = SDA | SCL;
  say("both let go", GPIO_IN & (SDA | SCL));
  GPIO_OUT_W1TC = SCL;
  say("clock low", GPIO_IN & (SDA | SCL));
  while (GPIO_IN & SDA) {
  }
  say("held by another", GPIO_IN & (SDA | SCL));
  GPIO_OUT_W1TS = SCL;
  RTC(0xa0) = 1;
  RTC(0x68) = 1;
  RTC(0x74) = 1;
  say("sixteen", RTC(0x8c));
  RTC(0x74) = 0;
  while (RTC(0x8c)) {
  }
  say("sixteen", RTC(0x8c));
  return 0;
}
