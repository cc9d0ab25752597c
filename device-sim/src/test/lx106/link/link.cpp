// TidegateLink on the bare chip: a reading each second, numbered, kept until it is safe. What it
// keeps lies in memory that nothing clears at a reset.
#include <stdint.h>
#include <string.h>

extern "C" {
#include "../chip/chip.h"
}

#include <tidegatelink/link.h>

namespace {

constexpr uint32_t tickMillis = 10;
constexpr uint32_t room = 1024;

[[gnu::section(".noinit")]] tidegate::Memory<200, 64, 32> memory;
char line[251];
volatile uint8_t heard[room];
volatile uint32_t head;
volatile uint32_t now;
uint32_t tail;

void put(void*, uint8_t byte) {
  while ((UART_STATUS(0) >> 16 & 0xff) >= 126) {
  }
  UART_FIFO(0) = byte;
}

/// {"t":21.5,"n":7}
size_t reading(char* json, uint32_t number) {
  static const char begin[] = "{\"t\":21.5,\"n\":";
  memcpy(json, begin, sizeof(begin) - 1);
  char* at = json + sizeof(begin) - 1;
  char digits[10];
  int count = 0;
  do {
    digits[count++] = static_cast<char>('0' + number % 10);
    number /= 10;
  } while (number > 0);
  while (count > 0) {
    *at++ = digits[--count];
  }
  *at++ = '}';
  return static_cast<size_t>(at - json);
}

}  // namespace

extern "C" void on_interrupt(u32) {
  while (UART_STATUS(0) & 0xff) {
    heard[head++ % room] = static_cast<uint8_t>(UART_FIFO(0));
  }
  UART_INT_CLR(0) = 0x1ff;
  FRC1_INT = 0;
}

extern "C" int main() {
  UART_CLKDIV(0) = 694;  // 115,274 bits a second
  UART_CONF1(0) = 60 | 10 << 8 | 2u << 24 | 1u << 31;
  UART_INT_ENA(0) = 1 | 1 << 8;
  FRC2_CTRL = 0x88;  // on, a tick each 256 cycles
  EDGE_INTERRUPTS = 1 << 1;
  FRC1_LOAD = 5000 * tickMillis;
  FRC1_CTRL = 0xc4;  // on, again, a tick each 16 cycles

  tidegate::Link link(tidegate::Ring(memory), put, nullptr, line, sizeof(line) - 1);
  tidegate::Identity& identity = link.identity();
  identity.device = "bare-1";
  identity.firmwareInFlash = "bare/1";
  identity.channels = tidegate::Channels("t gauge Cel 1 r\nn gauge 1 0 r");
  uint32_t ticks = FRC2_COUNT;
  uint32_t left = 0;
  uint32_t due = 1000;
  uint32_t number = 0;
  enable(1 << 5 | 1 << 9);
  link.start(now);
  for (;;) {
    mask();
    if (tail == head) {
      wait();
    }
    uint32_t passed = FRC2_COUNT - ticks;
    ticks += passed;
    left += passed * 2;  // 312.5 ticks a millisecond
    now = now + left / 625;
    left %= 625;
    if (!link.tick(now)) {
      continue;
    }
    for (; tail != head; tail++) {
      link.receive(heard[tail % room]);
    }
    link.act();
    if (static_cast<int32_t>(now - due) >= 0) {
      due += 1000;
      char json[64];
      link.reading(json, reading(json, ++number), now);
    }
  }
}
