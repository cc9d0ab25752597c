#pragma once
#include <stdint.h>

#include <functional>

#include "Arduino.h"
#include "Stream.h"

namespace EspSoftwareSerial {

enum Parity : uint8_t {
  PARITY_NONE = 000,
  PARITY_EVEN = 020,
  PARITY_ODD = 030,
  PARITY_MARK = 040,
  PARITY_SPACE = 070,
};

/// Data bits beyond five in the lowest two bits, parity above, two stop bits highest.
enum Config {
  SWSERIAL_5N1 = PARITY_NONE, SWSERIAL_6N1, SWSERIAL_7N1, SWSERIAL_8N1,
  SWSERIAL_5E1 = PARITY_EVEN, SWSERIAL_6E1, SWSERIAL_7E1, SWSERIAL_8E1,
  SWSERIAL_5O1 = PARITY_ODD, SWSERIAL_6O1, SWSERIAL_7O1, SWSERIAL_8O1,
  SWSERIAL_5M1 = PARITY_MARK, SWSERIAL_6M1, SWSERIAL_7M1, SWSERIAL_8M1,
  SWSERIAL_5S1 = PARITY_SPACE, SWSERIAL_6S1, SWSERIAL_7S1, SWSERIAL_8S1,
  SWSERIAL_5N2 = 0200 | PARITY_NONE, SWSERIAL_6N2, SWSERIAL_7N2, SWSERIAL_8N2,
  SWSERIAL_5E2 = 0200 | PARITY_EVEN, SWSERIAL_6E2, SWSERIAL_7E2, SWSERIAL_8E2,
  SWSERIAL_5O2 = 0200 | PARITY_ODD, SWSERIAL_6O2, SWSERIAL_7O2, SWSERIAL_8O2,
  SWSERIAL_5M2 = 0200 | PARITY_MARK, SWSERIAL_6M2, SWSERIAL_7M2, SWSERIAL_8M2,
  SWSERIAL_5S2 = 0200 | PARITY_SPACE, SWSERIAL_6S2, SWSERIAL_7S2, SWSERIAL_8S2,
};

}  // namespace EspSoftwareSerial

/// A serial port on any two pins: bits go out one by one while the sketch waits, and come in by
/// interrupts, into a buffer of 64 bytes.
class SoftwareSerial : public Stream {
 public:
  SoftwareSerial() = default;
  SoftwareSerial(int8_t rxPin, int8_t txPin = -1, bool invert = false)
      : rxPin_(rxPin), txPin_(txPin), invert_(invert) {}
  ~SoftwareSerial() override { end(); }
  SoftwareSerial(const SoftwareSerial&) = delete;
  SoftwareSerial& operator=(const SoftwareSerial&) = delete;

  void begin(uint32_t baud, EspSoftwareSerial::Config config = EspSoftwareSerial::SWSERIAL_8N1);
  void begin(uint32_t baud, EspSoftwareSerial::Config config, int8_t rxPin, int8_t txPin = -1,
             bool invert = false, int bufferSize = 64, int edgeBufferSize = 0);
  void end();
  uint32_t baudRate() const { return baud_; }

  int available() override;
  int availableForWrite() override { return txPin_ < 0 ? 0 : 1; }
  int peek() override;
  int read() override;
  using Stream::read;
  void flush() override {}
  size_t write(uint8_t value) override;
  using Print::write;
  operator bool() const { return baud_ != 0; }

  /// Whether bytes were lost because the buffer was full; forgets it.
  bool overflow();
  bool listen();
  bool isListening() const { return listening_; }
  bool stopListening();
  void enableRx(bool on) { on ? listen() : stopListening(); }
  void enableTx(bool on);
  void enableIntTx(bool on) { interruptible_ = on; }
  void enableRxGPIOPullUp(bool on) { pullUp_ = on; }
  void enableTxGPIOOpenDrain(bool on) { openDrain_ = on; }
  void setTransmitEnablePin(int8_t pin) { enablePin_ = pin; }
  /// Called when a byte has come, as an interrupt.
  void onReceive(std::function<void()> handler) { handler_ = std::move(handler); }
  bool readParity() const { return parity_; }
  static bool parityEven(uint8_t value) { return __builtin_parity(value) != 0; }
  static bool parityOdd(uint8_t value) { return !parityEven(value); }

 private:
  static void edge(void* of);
  static void sample(void* of);
  void take(bool high);
  void put(bool high);
  bool parityOf(uint8_t value) const;

  int8_t rxPin_ = -1;
  int8_t txPin_ = -1;
  int8_t enablePin_ = -1;
  bool invert_ = false;
  bool interruptible_ = true;
  bool pullUp_ = true;
  bool openDrain_ = false;
  uint32_t baud_ = 0;
  uint64_t bitNanos_ = 0;
  uint8_t dataBits_ = 8;
  uint8_t stopBits_ = 1;
  uint8_t parityMode_ = EspSoftwareSerial::PARITY_NONE;

  bool listening_ = false;
  /// Of the byte that comes: the next bit, counted from the first data bit; -1 between bytes.
  int8_t bit_ = -1;
  uint8_t value_ = 0;
  bool parity_ = false;
  uint64_t began_ = 0;
  uint32_t alarm_ = 0;

  uint8_t* buffer_ = nullptr;
  size_t size_ = 0;
  size_t first_ = 0;
  size_t count_ = 0;
  bool overflow_ = false;
  std::function<void()> handler_;
};

using EspSoftwareSerial::Config;
namespace EspSoftwareSerial {
using UART = ::SoftwareSerial;
}  // namespace EspSoftwareSerial
using namespace EspSoftwareSerial;
