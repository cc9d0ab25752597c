#pragma once
#include <stdint.h>

#include "Stream.h"

// Bits of the configuration: parity 0 to 1, length 2 to 3, stop 4 to 5.
#define UART_NB_BIT_5 0x00
#define UART_NB_BIT_6 0x04
#define UART_NB_BIT_7 0x08
#define UART_NB_BIT_8 0x0C
#define UART_PARITY_NONE 0x00
#define UART_PARITY_EVEN 0x02
#define UART_PARITY_ODD 0x03
#define UART_NB_STOP_BIT_1 0x10
#define UART_NB_STOP_BIT_15 0x20
#define UART_NB_STOP_BIT_2 0x30
#define UART0 0
#define UART1 1
#define UART_NO -1
#define UART_TX_FIFO_SIZE 0x80

enum SerialConfig {
  SERIAL_5N1 = 0x10,
  SERIAL_6N1 = 0x14,
  SERIAL_7N1 = 0x18,
  SERIAL_8N1 = 0x1C,
  SERIAL_5N2 = 0x30,
  SERIAL_6N2 = 0x34,
  SERIAL_7N2 = 0x38,
  SERIAL_8N2 = 0x3C,
  SERIAL_5E1 = 0x12,
  SERIAL_6E1 = 0x16,
  SERIAL_7E1 = 0x1A,
  SERIAL_8E1 = 0x1E,
  SERIAL_5E2 = 0x32,
  SERIAL_6E2 = 0x36,
  SERIAL_7E2 = 0x3A,
  SERIAL_8E2 = 0x3E,
  SERIAL_5O1 = 0x13,
  SERIAL_6O1 = 0x17,
  SERIAL_7O1 = 0x1B,
  SERIAL_8O1 = 0x1F,
  SERIAL_5O2 = 0x33,
  SERIAL_6O2 = 0x37,
  SERIAL_7O2 = 0x3B,
  SERIAL_8O2 = 0x3F,
};

enum SerialMode { SERIAL_FULL = 0, SERIAL_RX_ONLY = 1, SERIAL_TX_ONLY = 2 };

class HardwareSerial : public Stream {
 public:
  explicit HardwareSerial(int number) : number_(number) {}

  void begin(unsigned long baud, SerialConfig config = SERIAL_8N1, SerialMode mode = SERIAL_FULL,
             uint8_t txPin = 1, bool invert = false);
  void end();
  void updateBaudRate(unsigned long baud);
  size_t setRxBufferSize(size_t size);
  size_t getRxBufferSize();
  /// To GPIO15 and 13, and back; the board's line is on 1 and 3.
  bool swap(uint8_t txPin = 1);
  bool set_tx(uint8_t pin);
  bool pins(uint8_t tx, uint8_t rx);

  int available() override;
  int peek() override;
  int read() override;
  int read(char* into, size_t room) { return read(reinterpret_cast<uint8_t*>(into), room); }
  int read(uint8_t* into, size_t room) override;
  size_t readBytes(char* into, size_t size) override;
  size_t readBytes(uint8_t* into, size_t size) override {
    return readBytes(reinterpret_cast<char*>(into), size);
  }
  bool hasPeekBufferAPI() const override { return true; }
  size_t peekAvailable() override;
  const char* peekBuffer() override;
  void peekConsume(size_t count) override;

  int availableForWrite() override;
  /// Until the last byte has left.
  void flush() override;
  size_t write(uint8_t value) override;
  size_t write(const uint8_t* bytes, size_t size) override;
  using Print::write;

  operator bool() const;
  void setDebugOutput(bool on);
  bool isTxEnabled();
  bool isRxEnabled();
  int baudRate();
  bool hasOverrun();
  bool hasRxError() { return false; }
  void startDetectBaudrate() {}
  unsigned long testBaudrate() { return 0; }
  unsigned long detectBaudrate(time_t) { return 0; }

 private:
  int number_;
  size_t bufferSize_ = 256;
  uint8_t txPin_ = 1;
};

extern HardwareSerial Serial;
extern HardwareSerial Serial1;

void serialEventRun() __attribute__((weak));
void serialEvent() __attribute__((weak));
