#include "wire.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "heap.h"
#include "host.h"
#include "host_files.h"

namespace tgsim {
namespace {

constexpr size_t HEAD = 5;
constexpr uint32_t MOST_BYTES = 1 << 20;

// The streams that the process was given; standard input and output lead elsewhere from then on.
int in_ = -1;
int out_ = -1;

uint8_t ahead_[4096];
size_t aheadAt_ = 0;
size_t aheadSize_ = 0;

/// Whoever runs us is gone, and with it the world.
[[noreturn]] void alone() { _exit(0); }

void readFully(uint8_t* into, size_t count) {
  while (count > 0) {
    if (aheadAt_ == aheadSize_) {
      ssize_t got = ::read(in_, ahead_, sizeof ahead_);
      if (got < 0 && errno == EINTR) {
        continue;
      }
      if (got <= 0) {
        alone();
      }
      aheadAt_ = 0;
      aheadSize_ = static_cast<size_t>(got);
    }
    size_t part = aheadSize_ - aheadAt_ < count ? aheadSize_ - aheadAt_ : count;
    memcpy(into, ahead_ + aheadAt_, part);
    aheadAt_ += part;
    into += part;
    count -= part;
  }
}

}  // namespace

void openWire() {
  in_ = fcntl(0, F_DUPFD_CLOEXEC, 10);
  out_ = fcntl(1, F_DUPFD_CLOEXEC, 10);
  int nothing = ::open("/dev/null", O_RDONLY);
  if (in_ < 0 || out_ < 0 || nothing < 0 || dup2(nothing, 0) < 0 || dup2(2, 1) < 0) {
    _exit(2);
  }
  ::close(nothing);
}

void sendFrame(const Out& message) {
  Bytes frame = message.frame();
  size_t sent = 0;
  while (sent < frame.size) {
    ssize_t part = ::write(out_, frame.data + sent, frame.size - sent);
    if (part < 0 && errno != EINTR) {
      alone();
    }
    sent += part > 0 ? static_cast<size_t>(part) : 0;
  }
}

In receiveFrame() {
  uint8_t head[4];
  readFully(head, sizeof head);
  uint32_t size = head[0] | head[1] << 8 | head[2] << 16 | static_cast<uint32_t>(head[3]) << 24;
  if (size < 1 || size > MOST_BYTES) {
    alone();
  }
  uint8_t* bytes = static_cast<uint8_t*>(rawAlloc(size));
  readFully(bytes, size);
  return In(bytes, size);
}

Out::Out(uint8_t kind) {
  size_ = HEAD;
  bytes_[HEAD - 1] = kind;
  put(0, 0);
}

Out::~Out() {
  if (bytes_ != first_) {
    rawFree(bytes_);
  }
}

Out& Out::f64(double value) {
  uint64_t bits;
  memcpy(&bits, &value, sizeof bits);
  return u64(bits);
}

Out& Out::text(const char* value) { return text(value, value == nullptr ? 0 : strlen(value)); }

Out& Out::text(const char* value, size_t size) {
  size_t cut = size > 0xFFFF ? 0xFFFF : size;
  return u16(static_cast<uint16_t>(cut)).raw(value, cut);
}

Out& Out::blob(const void* data, size_t size) {
  return u32(static_cast<uint32_t>(size)).raw(data, size);
}

Out& Out::raw(const void* data, size_t size) {
  if (size_ + size > room_) {
    size_t room = 2 * (size_ + size);
    uint8_t* bytes = static_cast<uint8_t*>(rawAlloc(room));
    memcpy(bytes, bytes_, size_);
    if (bytes_ != first_) {
      rawFree(bytes_);
    }
    bytes_ = bytes;
    room_ = room;
  }
  if (size > 0) {
    memcpy(bytes_ + size_, data, size);
  }
  size_ += size;
  uint32_t follows = static_cast<uint32_t>(size_ - 4);
  for (int i = 0; i < 4; i++) {
    bytes_[i] = static_cast<uint8_t>(follows >> 8 * i);
  }
  return *this;
}

Out& Out::put(uint64_t value, int count) {
  uint8_t bytes[8];
  for (int i = 0; i < count; i++) {
    bytes[i] = static_cast<uint8_t>(value >> 8 * i);
  }
  return raw(bytes, static_cast<size_t>(count));
}

Bytes Out::frame() const { return {bytes_, static_cast<uint32_t>(size_)}; }

In::~In() { rawFree(bytes_); }

In::In(In&& other) noexcept : bytes_(other.bytes_), size_(other.size_), at_(other.at_) {
  other.bytes_ = nullptr;
  other.size_ = 0;
}

In& In::operator=(In&& other) noexcept {
  if (this != &other) {
    rawFree(bytes_);
    bytes_ = other.bytes_;
    size_ = other.size_;
    at_ = other.at_;
    other.bytes_ = nullptr;
    other.size_ = 0;
  }
  return *this;
}

double In::f64() {
  uint64_t bits = u64();
  double value;
  memcpy(&value, &bits, sizeof value);
  return value;
}

Bytes In::text() { return raw(u16()); }

size_t In::text(char* into, size_t room) {
  Bytes bytes = text();
  size_t count = bytes.size < room ? bytes.size : room - 1;
  memcpy(into, bytes.data, count);
  into[count] = 0;
  return count;
}

Bytes In::blob() { return raw(u32()); }

Bytes In::raw(size_t count) {
  if (size_ == 0 || count > size_ - at_) {
    die(How::ABORT, "a message from the simulator ends too early");
  }
  Bytes bytes = {bytes_ + at_, static_cast<uint32_t>(count)};
  at_ += count;
  return bytes;
}

uint64_t In::take(int count) {
  Bytes bytes = raw(static_cast<size_t>(count));
  uint64_t value = 0;
  for (int i = 0; i < count; i++) {
    value |= static_cast<uint64_t>(bytes.data[i]) << 8 * i;
  }
  return value;
}

}  // namespace tgsim
