/* Counts edges at GPIO5 and shows their number on GPIO4, as pulses. */
#include "chip.h"

static volatile u32 edges;

void on_interrupt(u32 lines) {
  if (lines & 1 << 4 && GPIO_STATUS & 1 << 5) {
    GPIO_STATUS_W1TC = 1 << 5;
    edges++;
  }
}

int main(void) {
  UART_CLKDIV(0) = 694;
  GPIO_ENABLE_W1TS = 1 << 4;
  GPIO_PIN(5) = 3 << 7;
  enable(1 << 4);
  print("ready\n");
  while (edges < 6) wait();
  for (u32 i = 0; i < edges; i++) {
    GPIO_OUT_W1TS = 1 << 4;
    GPIO_OUT_W1TC = 1 << 4;
  }
  print(GPIO_IN & 1 << 5 ? "high\n" : "low\n");
  return 0;
}
