#include "SoftwareSerial.h"

#include "host.h"
#include "host_pins.h"

namespace {

constexpr size_t BUFFER_BYTES = 64;

}  // namespace

void SoftwareSerial::begin(uint32_t baud, EspSoftwareSerial::Config config) {
  begin(baud, config, rxPin_, txPin_, invert_);
}

void SoftwareSerial::begin(uint32_t baud, EspSoftwareSerial::Config config, int8_t rxPin,
                           int8_t txPin, bool invert, int bufferSize, int) {
  end();
  rxPin_ = rxPin >= 0 ? rxPin : rxPin_;
  txPin_ = txPin >= 0 ? txPin : txPin_;
  invert_ = invert;
  if (baud == 0) {
    return;
  }
  baud_ = baud;
  bitNanos_ = host::SECOND / baud;
  dataBits_ = static_cast<uint8_t>(5 + (config & 3));
  parityMode_ = static_cast<uint8_t>(config & 070);
  stopBits_ = (config & 0200) != 0 ? 2 : 1;
  size_ = bufferSize > 0 ? static_cast<size_t>(bufferSize) : BUFFER_BYTES;
  buffer_ = new uint8_t[size_];
  first_ = count_ = 0;
  overflow_ = false;
  enableTx(txPin_ >= 0);
  listen();
}

void SoftwareSerial::end() {
  stopListening();
  delete[] buffer_;
  buffer_ = nullptr;
  size_ = count_ = 0;
  baud_ = 0;
}

int SoftwareSerial::available() {
  host::spend(host::MICROSECOND);
  if (count_ == 0) {
    // as there, who asks in a loop lets others have their turn
    host::sinceYield() > 10 * host::MILLISECOND ? host::yieldNow() : void();
  }
  return static_cast<int>(count_);
}

int SoftwareSerial::peek() { return count_ == 0 ? -1 : buffer_[first_]; }

int SoftwareSerial::read() {
  host::spend(host::MICROSECOND);
  if (count_ == 0) {
    return -1;
  }
  uint8_t value = buffer_[first_];
  first_ = (first_ + 1) % size_;
  count_--;
  return value;
}

/// Start, data from the lowest bit on, parity, stop.
size_t SoftwareSerial::write(uint8_t value) {
  if (txPin_ < 0 || baud_ == 0) {
    return 0;
  }
  bool before = interruptible_ || host::interruptsOff(true);
  if (enablePin_ >= 0) {
    digitalWrite(static_cast<uint8_t>(enablePin_), HIGH);
  }
  put(false);
  for (int i = 0; i < dataBits_; i++) {
    put((value >> i & 1) != 0);
  }
  if (parityMode_ != EspSoftwareSerial::PARITY_NONE) {
    put(parityOf(value));
  }
  for (int i = 0; i < stopBits_; i++) {
    put(true);
  }
  if (enablePin_ >= 0) {
    digitalWrite(static_cast<uint8_t>(enablePin_), LOW);
  }
  if (!interruptible_) {
    host::interruptsOff(before);
  }
  return 1;
}

void SoftwareSerial::put(bool high) {
  uint64_t end = host::now() + bitNanos_;
  digitalWrite(static_cast<uint8_t>(txPin_), high != invert_ ? HIGH : LOW);
  // what the call has cost is a part of the bit
  host::spend(end > host::now() ? end - host::now() : 0);
}

bool SoftwareSerial::parityOf(uint8_t value) const {
  switch (parityMode_) {
    case EspSoftwareSerial::PARITY_EVEN:
      return parityEven(value);
    case EspSoftwareSerial::PARITY_ODD:
      return parityOdd(value);
    default:
      return parityMode_ == EspSoftwareSerial::PARITY_MARK;
  }
}

bool SoftwareSerial::overflow() {
  bool was = overflow_;
  overflow_ = false;
  return was;
}

void SoftwareSerial::enableTx(bool on) {
  if (txPin_ >= 0) {
    // at rest before it is driven, or its first edge would be taken for a start bit
    if (on) {
      digitalWrite(static_cast<uint8_t>(txPin_), invert_ ? LOW : HIGH);
    }
    pinMode(static_cast<uint8_t>(txPin_), on ? OUTPUT : INPUT);
    if (on && enablePin_ >= 0) {
      pinMode(static_cast<uint8_t>(enablePin_), OUTPUT);
    }
  }
}

bool SoftwareSerial::listen() {
  if (rxPin_ < 0 || baud_ == 0) {
    return false;
  }
  pinMode(static_cast<uint8_t>(rxPin_), pullUp_ && !invert_ ? INPUT_PULLUP : INPUT);
  bit_ = -1;
  listening_ = true;
  host::pins::interrupt(static_cast<uint8_t>(rxPin_),
                        invert_ ? host::pins::RISES : host::pins::FALLS, false, edge, this);
  return true;
}

bool SoftwareSerial::stopListening() {
  bool was = listening_;
  if (was) {
    host::pins::interrupt(static_cast<uint8_t>(rxPin_), host::pins::NO_EDGE, false, nullptr,
                          nullptr);
    host::cancel(alarm_);
    alarm_ = 0;
  }
  listening_ = false;
  return was;
}

/// A start bit, if none is being read: from here each bit is looked at in its middle.
void SoftwareSerial::edge(void* of) {
  SoftwareSerial* port = static_cast<SoftwareSerial*>(of);
  if (port->bit_ < 0) {
    port->bit_ = 0;
    port->value_ = 0;
    port->began_ = host::pins::changedAt(static_cast<uint8_t>(port->rxPin_));
    port->alarm_ = host::at(port->began_ + port->bitNanos_ * 3 / 2, sample, port);
  }
}

void SoftwareSerial::sample(void* of) {
  SoftwareSerial* port = static_cast<SoftwareSerial*>(of);
  port->alarm_ = 0;
  port->take(host::pins::level(static_cast<uint8_t>(port->rxPin_)) != port->invert_);
}

void SoftwareSerial::take(bool high) {
  bool hasParity = parityMode_ != EspSoftwareSerial::PARITY_NONE;
  if (bit_ < dataBits_) {
    value_ = static_cast<uint8_t>(value_ | (high ? 1 << bit_ : 0));
  } else if (hasParity && bit_ == dataBits_) {
    parity_ = high;
  }
  // the stop bit is not looked at: with it the next byte may begin
  if (++bit_ < dataBits_ + (hasParity ? 1 : 0)) {
    alarm_ = host::at(began_ + bitNanos_ * static_cast<uint64_t>(2 * bit_ + 3) / 2, sample, this);
    return;
  }
  bit_ = -1;
  if (count_ == size_) {
    overflow_ = true;
    return;
  }
  buffer_[(first_ + count_++) % size_] = value_;
  if (handler_) {
    handler_();
  }
}
