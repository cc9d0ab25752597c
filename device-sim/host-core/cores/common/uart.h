#pragma once
#include <stddef.h>
#include <stdint.h>

namespace tgsim {

/// What differs between the chips: how many bytes wait to go out before a writer waits, how many of
/// them count as room, and which of two bytes is lost when there is no room for one that comes.
struct UartShape {
  size_t outFull;
  size_t outRoom;
  bool oldestLost;
};
extern const UartShape uartShape;

/// A serial port: a queue out, with the time that its bytes take, and a buffer in.
class Uart {
 public:
  explicit Uart(uint8_t number) : number_(number) {}

  /// False when there is no memory for the buffer.
  bool begin(uint32_t baud, int bits, bool out, bool in, size_t bufferSize);
  void end();
  void baud(uint32_t baud);
  bool resize(size_t bufferSize);
  /// To the other pins, where the board's serial line does not lead.
  void elsewhere(bool swapped) { swapped_ = swapped; }

  bool isOpen() const { return open_; }
  bool sends() const { return open_ && out_; }
  bool receives() const { return open_ && in_; }
  uint32_t baud() const { return baud_; }

  /// Waits while the FIFO is full, with the sketch held up; `kindly` yields now and then.
  size_t write(const uint8_t* bytes, size_t size, bool kindly);
  size_t writable() const;
  uint64_t emptyAt() const { return freeAt_; }
  uint64_t byteNanos() const { return byteNanos_; }

  void arrived(const uint8_t* bytes, size_t size);
  size_t available() const { return count_; }
  int peek() const { return count_ == 0 ? -1 : buffer_[first_]; }
  size_t read(uint8_t* into, size_t room);
  /// What lies in one piece.
  const uint8_t* piece() const { return buffer_ + first_; }
  size_t pieceSize() const { return count_ < size_ - first_ ? count_ : size_ - first_; }
  void skip(size_t count);
  bool overrun();

  /// What has been written and not been told.
  void flush();

 private:
  size_t inFifo() const;

  uint8_t number_;
  bool open_ = false;
  bool out_ = false;
  bool in_ = false;
  bool swapped_ = false;
  uint32_t baud_ = 0;
  int bits_ = 10;
  uint64_t byteNanos_ = 0;

  /// When the last byte that was written has left.
  uint64_t freeAt_ = 0;
  uint8_t gathered_[256];
  size_t gatheredCount_ = 0;

  uint8_t* buffer_ = nullptr;
  size_t size_ = 0;
  size_t first_ = 0;
  size_t count_ = 0;
  bool overrun_ = false;
};

Uart& uart(int number);

}  // namespace tgsim
