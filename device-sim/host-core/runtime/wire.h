#pragma once
#include <stddef.h>
#include <stdint.h>

namespace tgsim {

/// The kinds of messages; those from 32 belong to the parts that use them.
enum Kind : uint8_t {
  START = 1,
  RUN = 2,
  YIELD = 3,
  ANSWER = 4,
  DEATH = 5,
  NOTE = 6,
  PRINT = 16,
  BAUD = 17,
  SERIAL_IN = 18,
  SERIAL_LOST = 19,
  RTC_WRITE = 20,
  CLOCK = 21,
};

/// Bytes that somebody else holds.
struct Bytes {
  const uint8_t* data;
  uint32_t size;
};

/// A message to the outside: `Out(kind).u8(1).text("one")`. It needs nothing of the sketch's heap.
///
///     u32 length of what follows | u8 kind | fields, little-endian
class Out {
 public:
  explicit Out(uint8_t kind);
  ~Out();
  Out(const Out&) = delete;
  Out& operator=(const Out&) = delete;

  Out& u8(uint8_t value) { return put(value, 1); }
  Out& u16(uint16_t value) { return put(value, 2); }
  Out& u32(uint32_t value) { return put(value, 4); }
  Out& i32(int32_t value) { return put(static_cast<uint32_t>(value), 4); }
  Out& u64(uint64_t value) { return put(value, 8); }
  Out& boolean(bool value) { return put(value ? 1 : 0, 1); }
  Out& f64(double value);
  /// At most 65,535 bytes; what is longer is cut.
  Out& text(const char* value);
  Out& text(const char* value, size_t size);
  Out& blob(const void* data, size_t size);
  /// Bytes whose number the other side knows.
  Out& raw(const void* data, size_t size);

  uint8_t kind() const { return bytes_[4]; }
  /// The whole frame.
  Bytes frame() const;

 private:
  Out& put(uint64_t value, int count);

  uint8_t first_[256];
  uint8_t* bytes_ = first_;
  size_t size_ = 0;
  size_t room_ = sizeof first_;
};

/// A message from the outside, read field by field. One that is too short ends the process: then
/// the two sides are not of one make.
class In {
 public:
  In() = default;
  /// Takes over bytes of rawAlloc: the kind and the fields.
  In(uint8_t* bytes, size_t size) : bytes_(bytes), size_(size) {}
  ~In();
  In(In&& other) noexcept;
  In& operator=(In&& other) noexcept;
  In(const In&) = delete;
  In& operator=(const In&) = delete;

  uint8_t kind() const { return size_ == 0 ? 0 : bytes_[0]; }
  uint8_t u8() { return static_cast<uint8_t>(take(1)); }
  uint16_t u16() { return static_cast<uint16_t>(take(2)); }
  uint32_t u32() { return static_cast<uint32_t>(take(4)); }
  int32_t i32() { return static_cast<int32_t>(u32()); }
  uint64_t u64() { return take(8); }
  bool boolean() { return u8() != 0; }
  double f64();
  /// As long as this message is there; without a zero at the end.
  Bytes text();
  /// With a zero at the end, cut to what there is room for.
  size_t text(char* into, size_t room);
  Bytes blob();
  Bytes raw(size_t count);
  size_t left() const { return size_ - at_; }

 private:
  uint64_t take(int count);

  uint8_t* bytes_ = nullptr;
  size_t size_ = 0;
  size_t at_ = 1;
};

/// The streams themselves; only the runtime uses these.
void openWire();
void sendFrame(const Out& message);
In receiveFrame();

}  // namespace tgsim
