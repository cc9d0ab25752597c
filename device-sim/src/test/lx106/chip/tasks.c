/* What a program on FreeRTOS looks like from outside: its names, and a radio that it calibrates. */
#include "chip.h"

__attribute__((noipa)) int sdk_chip_v6_rf_init(void) {
  print("calibrates\n");
  return 1;
}

__attribute__((noipa)) void vTaskStartScheduler(void) { print("tasks run\n"); }

void on_interrupt(u32 lines) { (void)lines; }

int main(void) {
  UART_CLKDIV(0) = 694; /* 115,274 bits a second */
  if (sdk_chip_v6_rf_init()) print("calibrated\n");
  vTaskStartScheduler();
  for (;;) wait();
}
