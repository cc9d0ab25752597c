/* The registers that these programs use, by the chip's names. */
#ifndef CHIP_H
#define CHIP_H

typedef unsigned int u32;
#define REG(address) (*(volatile u32 *)(address))

#define UART_FIFO(n) REG(0x60000000 + (n) * 0xf00 + 0x00)
#define UART_INT_ST(n) REG(0x60000000 + (n) * 0xf00 + 0x08)
#define UART_INT_ENA(n) REG(0x60000000 + (n) * 0xf00 + 0x0c)
#define UART_INT_CLR(n) REG(0x60000000 + (n) * 0xf00 + 0x10)
#define UART_CLKDIV(n) REG(0x60000000 + (n) * 0xf00 + 0x14)
#define UART_STATUS(n) REG(0x60000000 + (n) * 0xf00 + 0x1c)
#define UART_CONF1(n) REG(0x60000000 + (n) * 0xf00 + 0x24)

#define GPIO_OUT_W1TS REG(0x60000304)
#define GPIO_OUT_W1TC REG(0x60000308)
#define GPIO_ENABLE_W1TS REG(0x60000310)
#define GPIO_IN REG(0x60000318)
#define GPIO_STATUS REG(0x6000031c)
#define GPIO_STATUS_W1TC REG(0x60000324)
#define GPIO_PIN(n) REG(0x60000328 + 4 * (n))

#define UNMASKED REG(0x3ff00000)
#define EDGE_INTERRUPTS REG(0x3ff00004)
#define CACHE REG(0x3ff0000c)
#define CLOCKS REG(0x3ff00018)
#define MAC(n) REG(0x3ff00050 + 4 * (n))

#define MUX_GPIO(register) REG(0x60000800 + (register))
#define PULL_UP (1 << 7)
#define RTC(offset) REG(0x60000700 + (offset))
#define RTC_MEMORY(n) REG(0x60001200 + 4 * (n))
#define WATCHDOG(offset) REG(0x60000900 + (offset))
#define SAR(offset) REG(0x60000d00 + (offset))
#define HSPI(offset) REG(0x60000100 + (offset))
#define SLC(offset) REG(0x60000b00 + (offset))
#define I2S(offset) REG(0x60000e00 + (offset))
#define FLASH(offset) REG(0x60000200 + (offset))
#define RADIO(offset) REG(0x3ff20000 + (offset))

#define FRC1_LOAD REG(0x60000600)
#define FRC1_COUNT REG(0x60000604)
#define FRC1_CTRL REG(0x60000608)
#define FRC1_INT REG(0x6000060c)
#define FRC2_LOAD REG(0x60000620)
#define FRC2_COUNT REG(0x60000624)
#define FRC2_CTRL REG(0x60000628)
#define FRC2_INT REG(0x6000062c)
#define FRC2_ALARM REG(0x60000630)

static inline void enable(u32 lines) { __asm__ volatile("wsr %0, intenable; rsync" ::"a"(lines)); }

static inline void wait(void) { __asm__ volatile("waiti 0"); }

static inline void mask(void) {
  u32 old;
  __asm__ volatile("rsil %0, 1" : "=a"(old));
}

static inline void print(const char *text) {
  /* words only come out of instruction memory: texts stand in data memory here */
  while (*text) {
    while ((UART_STATUS(0) >> 16 & 0xff) >= 126) {
    }
    UART_FIFO(0) = (u32)*text++;
  }
}

/* In hexadecimal digits: this processor has no divider. */
static inline void number(u32 value) {
  char digits[9];
  int at = 8;
  digits[8] = 0;
  do {
    u32 digit = value & 15;
    digits[--at] = (char)(digit < 10 ? '0' + digit : 'a' + digit - 10);
    value >>= 4;
  } while (value);
  print(digits + at);
}

static inline void say(const char *what, u32 value) {
  print(what);
  print(" ");
  number(value);
  print("\n");
}

void on_interrupt(u32 lines);
int main(void);

#endif
