#pragma once
#include <stddef.h>
#include <stdint.h>

/// A ring of characters, of which one place stays empty.
class cbuf {
 public:
  explicit cbuf(size_t size);
  ~cbuf() { delete[] ring_; }
  cbuf(const cbuf&) = delete;
  cbuf& operator=(const cbuf&) = delete;

  size_t resizeAdd(size_t more) { return resize(size_ + more); }
  /// Keeps what is in it; not below that.
  size_t resize(size_t size);
  size_t size() const { return size_; }
  size_t available() const { return count_; }
  size_t room() const { return size_ - 1 - count_; }
  bool empty() const { return count_ == 0; }
  bool full() const { return room() == 0; }

  int peek() const { return count_ == 0 ? -1 : static_cast<uint8_t>(ring_[first_]); }
  size_t peek(char* into, size_t size) const;
  int read();
  size_t read(char* into, size_t size);
  size_t write(char c);
  size_t write(const char* from, size_t size);
  void flush() { first_ = count_ = 0; }
  size_t remove(size_t size);

  cbuf* next = nullptr;

 private:
  char* ring_;
  size_t size_;
  size_t first_ = 0;
  size_t count_ = 0;
};
