#include "Arduino.h"
#include "host.h"
#include "uart.h"

/// A FIFO of 128 bytes, with which a writer waits for the last place.
const host::UartShape host::uartShape = {127, 128, true};

namespace {

constexpr uint64_t CALL_NANOS = 500;

/// Start, data, parity and stop.
int bitsOf(SerialConfig config) {
  int stop = (config & UART_NB_STOP_BIT_2) == UART_NB_STOP_BIT_2 ? 2 : 1;
  return 1 + 5 + ((config >> 2) & 3) + ((config & 2) != 0) + stop;
}

int debug_ = UART_NO;

ssize_t printed(void*, const char* text, size_t size) {
  if (debug_ != UART_NO) {
    host::uart(debug_).write(reinterpret_cast<const uint8_t*>(text), size, true);
  }
  return static_cast<ssize_t>(size);
}

/// What printf() writes goes where setDebugOutput() says, from the start nowhere.
__attribute__((constructor(103))) void beginDebugOutput() {
  cookie_io_functions_t functions = {nullptr, printed, nullptr, nullptr};
  stdout = fopencookie(nullptr, "w", functions);
  setvbuf(stdout, nullptr, _IONBF, 0);
}

void eventOfSerial() {
  if (serialEvent != nullptr && Serial.available() > 0) {
    serialEvent();
  }
}

__attribute__((constructor(103))) void beginSerialEvent() { host::eachLoop(eventOfSerial); }

}  // namespace

__attribute__((init_priority(110))) HardwareSerial Serial(UART0);
__attribute__((init_priority(110))) HardwareSerial Serial1(UART1);

void HardwareSerial::begin(unsigned long baud, SerialConfig config, SerialMode mode, uint8_t txPin,
                           bool) {
  end();
  txPin_ = number_ == 1 ? 2 : txPin == 2 ? 2 : 1;
  host::uart(number_).begin(static_cast<uint32_t>(baud), bitsOf(config), mode != SERIAL_RX_ONLY,
                            mode != SERIAL_TX_ONLY, bufferSize_);
  host::uart(number_).elsewhere(number_ == 0 && txPin_ != 1);
}

void HardwareSerial::end() {
  if (debug_ == number_) {
    debug_ = UART_NO;
  }
  if (host::uart(number_).isOpen()) {
    host::uart(number_).end();
  }
}

void HardwareSerial::updateBaudRate(unsigned long baud) {
  if (host::uart(number_).isOpen()) {
    host::uart(number_).baud(static_cast<uint32_t>(baud));
  }
}

size_t HardwareSerial::setRxBufferSize(size_t size) {
  host::Uart& uart = host::uart(number_);
  if (!uart.receives() || size == bufferSize_ || uart.resize(size)) {
    bufferSize_ = size;
  }
  return bufferSize_;
}

size_t HardwareSerial::getRxBufferSize() {
  return host::uart(number_).receives() ? bufferSize_ : 0;
}

bool HardwareSerial::swap(uint8_t txPin) {
  if (number_ != 0 || !host::uart(0).isOpen()) {
    return false;
  }
  host::uart(0).flush();
  txPin_ = txPin_ == 15 ? (txPin == 2 ? 2 : 1) : 15;
  host::uart(0).elsewhere(txPin_ != 1);
  return true;
}

bool HardwareSerial::set_tx(uint8_t pin) {
  if (number_ != 0 || !isTxEnabled() || (pin != txPin_ && pin != 1 && pin != 2)) {
    return false;
  }
  host::uart(0).flush();
  txPin_ = pin;
  host::uart(0).elsewhere(txPin_ != 1);
  return true;
}

bool HardwareSerial::pins(uint8_t tx, uint8_t rx) {
  bool swapped = txPin_ == 15;
  if (number_ != 0 || !host::uart(0).isOpen()) {
    return false;
  }
  if (tx == 15 && rx == 13) {
    return swapped || swap();
  }
  if (rx != 3 || (tx != 1 && tx != 2)) {
    return false;
  }
  return swapped ? swap(tx) : set_tx(tx);
}

int HardwareSerial::available() {
  host::spend(CALL_NANOS);
  int count = static_cast<int>(host::uart(number_).available());
  if (count == 0) {
    optimistic_yield(10000);
  }
  return count;
}

int HardwareSerial::peek() {
  host::spend(CALL_NANOS);
  return host::uart(number_).peek();
}

int HardwareSerial::read() {
  uint8_t value;
  return read(&value, 1) == 1 ? value : -1;
}

int HardwareSerial::read(uint8_t* into, size_t room) {
  host::spend(CALL_NANOS);
  return static_cast<int>(host::uart(number_).read(into, room));
}

size_t HardwareSerial::readBytes(char* into, size_t size) {
  size_t count = 0;
  while (count < size) {
    int c = timedRead();
    if (c < 0) {
      break;
    }
    into[count++] = static_cast<char>(c);
  }
  return count;
}

size_t HardwareSerial::peekAvailable() {
  host::spend(CALL_NANOS);
  return host::uart(number_).pieceSize();
}

const char* HardwareSerial::peekBuffer() {
  return reinterpret_cast<const char*>(host::uart(number_).piece());
}

void HardwareSerial::peekConsume(size_t count) { host::uart(number_).skip(count); }

int HardwareSerial::availableForWrite() {
  host::spend(CALL_NANOS);
  return static_cast<int>(host::uart(number_).writable());
}

void HardwareSerial::flush() {
  host::Uart& uart = host::uart(number_);
  if (!uart.sends()) {
    return;
  }
  while (host::now() < uart.emptyAt()) {
    if (host::waitUntil(uart.emptyAt()) || host::context() != host::Context::SKETCH) {
      break;
    }
  }
  host::spend(uart.byteNanos() + host::MICROSECOND);
}

size_t HardwareSerial::write(uint8_t value) {
  return host::uart(number_).write(&value, 1, false);
}

size_t HardwareSerial::write(const uint8_t* bytes, size_t size) {
  return host::uart(number_).write(bytes, size, true);
}

HardwareSerial::operator bool() const { return host::uart(number_).isOpen(); }

void HardwareSerial::setDebugOutput(bool on) {
  if (on && host::uart(number_).isOpen()) {
    debug_ = isTxEnabled() ? number_ : UART_NO;
  } else if (debug_ == number_) {
    debug_ = UART_NO;
  }
}

bool HardwareSerial::isTxEnabled() { return host::uart(number_).sends(); }
bool HardwareSerial::isRxEnabled() { return host::uart(number_).receives(); }
int HardwareSerial::baudRate() { return static_cast<int>(host::uart(number_).baud()); }
bool HardwareSerial::hasOverrun() { return host::uart(number_).overrun(); }
