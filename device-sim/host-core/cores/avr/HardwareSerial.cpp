#include "HardwareSerial.h"

#include "Arduino.h"
#include "host.h"
#include "uart.h"

/// Rings of 64 bytes, in each of which one place stays empty; what does not fit in is lost.
const host::UartShape host::uartShape = {SERIAL_TX_BUFFER_SIZE, SERIAL_TX_BUFFER_SIZE - 1, false};

namespace {

constexpr uint64_t CALL_NANOS = 1000;

/// Start, data, parity and stop.
int bitsOf(uint8_t config) {
  return 1 + 5 + ((config >> 1) & 3) + ((config & 0x20) != 0) + ((config & 8) != 0 ? 2 : 1);
}

void eventOfSerial() {
  if (serialEvent != nullptr && Serial.available() > 0) {
    serialEvent();
  }
}

__attribute__((constructor(103))) void beginSerialEvent() { host::eachLoop(eventOfSerial); }

}  // namespace

__attribute__((init_priority(110))) HardwareSerial Serial;

void HardwareSerial::begin(unsigned long baud, uint8_t config) {
  host::uart(0).begin(static_cast<uint32_t>(baud), bitsOf(config), true, true,
                      SERIAL_RX_BUFFER_SIZE);
}

void HardwareSerial::end() {
  flush();
  host::uart(0).end();
}

int HardwareSerial::available() {
  host::spend(CALL_NANOS);
  return static_cast<int>(host::uart(0).available());
}

int HardwareSerial::peek() {
  host::spend(CALL_NANOS);
  return host::uart(0).peek();
}

int HardwareSerial::read() {
  uint8_t value;
  host::spend(CALL_NANOS);
  return host::uart(0).read(&value, 1) == 1 ? value : -1;
}

int HardwareSerial::availableForWrite() {
  host::spend(CALL_NANOS);
  return static_cast<int>(host::uart(0).writable());
}

void HardwareSerial::flush() {
  uint64_t end = host::uart(0).emptyAt();
  if (end > host::now()) {
    host::spend(end - host::now());
  }
}

size_t HardwareSerial::write(uint8_t value) { return host::uart(0).write(&value, 1, false); }
