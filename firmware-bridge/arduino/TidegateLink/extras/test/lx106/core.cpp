// What a sketch stands on when it is measured; see Arduino.h. Registers are those of the chip's
// manual, as far as they are used.
#include <Arduino.h>

Stream Serial;
EspClass ESP;

static volatile uint32_t clockMicros;
static void (*volatile handlers[16])();

static volatile uint32_t& at(uint32_t address) {
  return *reinterpret_cast<volatile uint32_t*>(address);
}

static const uint32_t UART_FIFO = 0x60000000;
static const uint32_t UART_STATUS = 0x6000001C;
static const uint32_t GPIO_OUT_SET = 0x60000304;
static const uint32_t GPIO_OUT_CLEAR = 0x60000308;
static const uint32_t GPIO_ENABLE_SET = 0x60000310;
static const uint32_t GPIO_ENABLE_CLEAR = 0x60000314;
static const uint32_t GPIO_IN = 0x60000318;

void Stream::begin(unsigned long baud) { at(0x60000014) = 80000000 / baud; }
int Stream::available() { return at(UART_STATUS) & 0xFF; }
int Stream::read() { return at(UART_FIFO) & 0xFF; }

size_t Stream::write(uint8_t byte) {
  while ((at(UART_STATUS) >> 16 & 0xFF) > 126) {
  }
  at(UART_FIFO) = byte;
  return 1;
}

uint32_t EspClass::getChipId() { return at(0x3FF00050) & 0xFFFFFF; }
unsigned long millis() { return clockMicros / 1000; }
unsigned long micros() { return clockMicros; }

void delayMicroseconds(unsigned int micros) {
  for (uint32_t from = clockMicros; clockMicros - from < micros;) {
  }
}

void noInterrupts() { asm volatile("rsil a2, 15" ::: "a2", "memory"); }
void interrupts() { asm volatile("rsil a2, 0" ::: "a2", "memory"); }
void attachInterrupt(uint8_t pin, void (*handler)(), int) { handlers[pin & 15] = handler; }
void detachInterrupt(uint8_t pin) { handlers[pin & 15] = nullptr; }

void pinMode(uint8_t pin, uint8_t mode) {
  at(mode == OUTPUT ? GPIO_ENABLE_SET : GPIO_ENABLE_CLEAR) = 1u << pin;
}

void digitalWrite(uint8_t pin, uint8_t level) {
  at(level != LOW ? GPIO_OUT_SET : GPIO_OUT_CLEAR) = 1u << pin;
}

int digitalRead(uint8_t pin) { return at(GPIO_IN) >> pin & 1; }
int analogRead(uint8_t) { return at(0x60000D50) & 1023; }

extern "C" void begin() {
  setup();
  for (;;) {
    loop();
  }
}
