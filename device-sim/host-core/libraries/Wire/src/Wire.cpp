#include "Wire.h"

#include <string.h>

#include "Arduino.h"
#include "host.h"
#include "host_pins.h"

namespace {

/// How a transaction ended, in the simulator's terms.
enum End : uint8_t { DONE, NOBODY, REFUSED, STUCK };

#ifdef __AVR__
constexpr uint8_t TOO_MUCH = 1;
constexpr uint8_t HELD = 5;
#else
constexpr uint8_t HELD = 4;
#endif
constexpr uint64_t BITS = 9;
constexpr uint32_t SLOWEST = 1000;

void onlyAsks() { host::note("Wire: nobody asks this board; it can only ask others"); }

}  // namespace

TwoWire Wire;

void TwoWire::begin() { begin(PIN_WIRE_SDA, PIN_WIRE_SCL); }

void TwoWire::begin(int sda, int scl) {
  pinMode(static_cast<uint8_t>(sda), INPUT_PULLUP);
  pinMode(static_cast<uint8_t>(scl), INPUT_PULLUP);
  outSize_ = inSize_ = inAt_ = 0;
}

void TwoWire::begin(int sda, int scl, uint8_t) {
  begin(sda, scl);
  onlyAsks();
}

void TwoWire::begin(uint8_t) {
  begin();
  onlyAsks();
}

void TwoWire::setClock(uint32_t hertz) { hertz_ = hertz < SLOWEST ? SLOWEST : hertz; }

uint8_t TwoWire::status() {
  host::In answer =
      host::askTimed(host::Out(host::BUS_I2C).u64(host::now()).u8(0).u16(0).blob(nullptr, 0));
  return answer.u8() == STUCK ? 1 : 0;
}

/// The bytes take their time on the wires, with their address.
void TwoWire::passes(size_t bytes) { host::spend((bytes + 1) * BITS * host::SECOND / hertz_); }

void TwoWire::beginTransmission(uint8_t address) {
  transmitting_ = true;
  tooMuch_ = false;
  address_ = address;
  outSize_ = 0;
}

uint8_t TwoWire::endTransmission(uint8_t) {
  transmitting_ = false;
  size_t size = outSize_;
  outSize_ = 0;
#ifdef __AVR__
  if (tooMuch_) {
    return TOO_MUCH;
  }
#endif
  host::In answer = host::askTimed(
      host::Out(host::BUS_I2C).u64(host::now()).u8(address_).u16(0).blob(out_, size));
  uint8_t end = answer.u8();
  // A chip that was told something may move its other pins.
  host::expectMore();
  passes(end == DONE ? size : 0);
  switch (end) {
    case DONE: return 0;
    case NOBODY: return 2;
    case REFUSED: return 3;
    default: return HELD;
  }
}

size_t TwoWire::requestFrom(uint8_t address, size_t size, bool) {
  size_t wanted = size > I2C_BUFFER_LENGTH ? I2C_BUFFER_LENGTH : size;
  inAt_ = inSize_ = 0;
  if (wanted == 0) {
    return 0;
  }
  host::In answer = host::askTimed(host::Out(host::BUS_I2C)
                                       .u64(host::now())
                                       .u8(address)
                                       .u16(static_cast<uint16_t>(wanted))
                                       .blob(nullptr, 0));
  if (answer.u8() == DONE) {
    host::Bytes bytes = answer.blob();
    inSize_ = bytes.size < wanted ? bytes.size : wanted;
    memcpy(in_, bytes.data, inSize_);
  }
  passes(inSize_);
  return inSize_;
}

size_t TwoWire::write(uint8_t value) {
  if (!transmitting_) {
    return 0;
  }
  if (outSize_ == I2C_BUFFER_LENGTH) {
    tooMuch_ = true;
    setWriteError();
    return 0;
  }
  out_[outSize_++] = value;
  return 1;
}

size_t TwoWire::write(const uint8_t* bytes, size_t size) {
  size_t taken = 0;
  while (taken < size && write(bytes[taken]) == 1) {
    taken++;
  }
  return taken;
}

int TwoWire::available() { return static_cast<int>(inSize_ - inAt_); }
int TwoWire::read() { return inAt_ < inSize_ ? in_[inAt_++] : -1; }
int TwoWire::peek() { return inAt_ < inSize_ ? in_[inAt_] : -1; }

void TwoWire::onReceive(void (*)(int)) { onlyAsks(); }
void TwoWire::onReceive(void (*)(size_t)) { onlyAsks(); }
void TwoWire::onRequest(void (*)(void)) { onlyAsks(); }
