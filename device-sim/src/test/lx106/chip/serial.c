/* Answers each line that it gets with the line in capitals, by the interrupts of a full queue and of
   a pause. */
#include "chip.h"

static char line[128];
static volatile u32 length, complete, pauses;

void on_interrupt(u32 lines) {
  if (!(lines & 1 << 5)) return;
  if (UART_INT_ST(0) & 1 << 8) pauses++;
  while (UART_STATUS(0) & 0xff) {
    char c = (char)UART_FIFO(0);
    if (c == '\n') {
      complete = 1;
    } else if (length < sizeof(line) - 1) {
      line[length++] = c;
    }
  }
  UART_INT_CLR(0) = 0x1ff;
}

int main(void) {
  UART_CLKDIV(0) = 694; /* 115,274 bits a second */
  UART_CONF1(0) = 100 | 10 << 8 | 2u << 24 | 1u << 31;
  UART_INT_ENA(0) = 1 | 1 << 8;
  print("ready\n");
  enable(1 << 5);
  for (;;) {
    mask();
    if (!complete) {
      wait();
      continue;
    }
    for (u32 i = 0; i < length; i++) {
      if (line[i] >= 'a' && line[i] <= 'z') line[i] -= 32;
    }
    line[length] = 0;
    print(line);
    print(pauses ? " after a pause\n" : "\n");
    length = 0;
    complete = 0;
    pauses = 0;
  }
}
