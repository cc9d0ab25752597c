#include "cbuf.h"

cbuf::cbuf(size_t size) : ring_(new char[size > 0 ? size : 1]), size_(size > 0 ? size : 1) {}

size_t cbuf::resize(size_t size) {
  if (size > count_ && size != size_) {
    char* ring = new char[size];
    size_t count = read(ring, count_);
    delete[] ring_;
    ring_ = ring;
    size_ = size;
    first_ = 0;
    count_ = count;
  }
  return size_;
}

size_t cbuf::peek(char* into, size_t size) const {
  size_t count = size < count_ ? size : count_;
  for (size_t i = 0; i < count; i++) {
    into[i] = ring_[(first_ + i) % size_];
  }
  return count;
}

int cbuf::read() {
  char c;
  return read(&c, 1) == 1 ? static_cast<uint8_t>(c) : -1;
}

size_t cbuf::read(char* into, size_t size) {
  size_t count = peek(into, size);
  first_ = (first_ + count) % size_;
  count_ -= count;
  return count;
}

size_t cbuf::write(char c) { return write(&c, 1); }

size_t cbuf::write(const char* from, size_t size) {
  size_t count = size < room() ? size : room();
  for (size_t i = 0; i < count; i++) {
    ring_[(first_ + count_++) % size_] = from[i];
  }
  return count;
}

size_t cbuf::remove(size_t size) {
  size_t count = size < count_ ? size : count_;
  first_ = (first_ + count) % size_;
  count_ -= count;
  return count_;
}
