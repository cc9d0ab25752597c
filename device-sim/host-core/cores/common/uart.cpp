#include "uart.h"

#include <stdlib.h>
#include <string.h>

#include <new>

#include "host.h"

namespace tgsim {
namespace {

/// What is written is told at the latest after so long.
constexpr uint64_t GATHER = 500 * MICROSECOND;
constexpr uint64_t UART_WRITE_NANOS = 1000;
constexpr uint64_t YIELD_AFTER = 10 * MILLISECOND;
/// As there, one place of the ring stays empty.
constexpr size_t UNUSED = 1;

// Plain memory: there before any object of the sketch, and never destroyed.
alignas(Uart) uint8_t first[sizeof(Uart)];
alignas(Uart) uint8_t second[sizeof(Uart)];

void flushAll() {
  uart(0).flush();
  uart(1).flush();
}

void tellAll(void*) { flushAll(); }

void received(In& message) {
  Bytes bytes = message.blob();
  uart(0).arrived(bytes.data, bytes.size);
}

__attribute__((constructor(102))) void beginUarts() {
  new (first) Uart(0);
  new (second) Uart(1);
  onEvent(SERIAL_IN, received);
  beforeHandover(flushAll);
}

}  // namespace

Uart& uart(int number) { return *reinterpret_cast<Uart*>(number == 1 ? second : first); }

bool Uart::begin(uint32_t baud, int bits, bool out, bool in, size_t bufferSize) {
  end();
  in_ = in && number_ == 0;
  out_ = out;
  if (in_) {
    buffer_ = static_cast<uint8_t*>(malloc(bufferSize));
    if (buffer_ == nullptr) {
      return false;
    }
    size_ = bufferSize;
  }
  bits_ = bits;
  open_ = true;
  swapped_ = false;
  first_ = count_ = 0;
  overrun_ = false;
  // What was still in the FIFO is lost: its registers are reset.
  freeAt_ = now();
  this->baud(baud);
  return true;
}

void Uart::end() {
  flush();
  free(buffer_);
  buffer_ = nullptr;
  size_ = count_ = first_ = 0;
  open_ = in_ = out_ = false;
}

void Uart::baud(uint32_t baud) {
  flush();
  baud_ = baud;
  byteNanos_ = baud == 0 ? 0 : static_cast<uint64_t>(bits_) * SECOND / baud;
  tell(Out(BAUD).u8(number_).u32(baud));
}

bool Uart::resize(size_t bufferSize) {
  uint8_t* buffer = static_cast<uint8_t*>(malloc(bufferSize));
  if (buffer == nullptr) {
    return false;
  }
  size_t kept = read(buffer, bufferSize - UNUSED);
  free(buffer_);
  buffer_ = buffer;
  size_ = bufferSize;
  first_ = 0;
  count_ = kept;
  return true;
}

size_t Uart::inFifo() const {
  return freeAt_ <= now() || byteNanos_ == 0
             ? 0
             : static_cast<size_t>((freeAt_ - now() + byteNanos_ - 1) / byteNanos_);
}

size_t Uart::writable() const {
  size_t waits = inFifo();
  return sends() && waits < uartShape.outRoom ? uartShape.outRoom - waits : 0;
}

size_t Uart::write(const uint8_t* bytes, size_t size, bool kindly) {
  if (!sends()) {
    return 0;
  }
  for (size_t i = 0; i < size; i++) {
    spend(UART_WRITE_NANOS);
    if (inFifo() >= uartShape.outFull) {
      spend(freeAt_ - now() - (uartShape.outFull - 1) * byteNanos_);
    }
    freeAt_ = (freeAt_ > now() ? freeAt_ : now()) + byteNanos_;
    if (gatheredCount_ == 0) {
      at(now() + GATHER, tellAll, nullptr);
    }
    gathered_[gatheredCount_++] = bytes[i];
    if (gatheredCount_ == sizeof gathered_) {
      flush();
    }
    if (kindly && sinceYield() > YIELD_AFTER) {
      yieldNow();
    }
  }
  return size;
}

void Uart::flush() {
  if (gatheredCount_ == 0) {
    return;
  }
  size_t count = gatheredCount_;
  gatheredCount_ = 0;
  // On pins to which the board's line does not lead, nobody hears it.
  if (!swapped_) {
    tell(Out(PRINT).u8(number_).blob(gathered_, count));
  }
}

void Uart::arrived(const uint8_t* bytes, size_t size) {
  if (!receives() || swapped_ || size_ <= UNUSED) {
    return;
  }
  uint32_t lost = 0;
  for (size_t i = 0; i < size; i++) {
    if (count_ == size_ - UNUSED) {
      overrun_ = true;
      lost++;
      if (!uartShape.oldestLost) {
        continue;
      }
      first_ = (first_ + 1) % size_;
      count_--;
    }
    buffer_[(first_ + count_++) % size_] = bytes[i];
  }
  if (lost > 0) {
    tell(Out(SERIAL_LOST).u32(lost));
  }
}

size_t Uart::read(uint8_t* into, size_t room) {
  size_t count = 0;
  while (count < room && count_ > 0) {
    into[count++] = buffer_[first_];
    first_ = (first_ + 1) % size_;
    count_--;
  }
  return count;
}

void Uart::skip(size_t count) {
  count = count < count_ ? count : count_;
  first_ = size_ == 0 ? 0 : (first_ + count) % size_;
  count_ -= count;
}

bool Uart::overrun() {
  bool was = overrun_;
  overrun_ = false;
  return was;
}

}  // namespace tgsim
