#pragma once
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/// A copy of a sector of the flash in memory; commit() writes it back.
class EEPROMClass {
 public:
  EEPROMClass();
  EEPROMClass(uint32_t sector) : sector_(sector) {}

  void begin(size_t size);
  uint8_t read(int address);
  void write(int address, uint8_t value);
  bool commit();
  bool end();
  size_t length() const { return size_; }

  uint8_t* getDataPtr();
  const uint8_t* getConstDataPtr() const { return bytes_; }
  uint8_t& operator[](int address) { return getDataPtr()[address]; }
  const uint8_t& operator[](int address) const { return bytes_[address]; }

  template <class T>
  T& get(int address, T& into) {
    if (fits(address, sizeof(T))) {
      memcpy(static_cast<void*>(&into), bytes_ + address, sizeof(T));
    }
    return into;
  }

  template <class T>
  const T& put(int address, const T& value) {
    if (fits(address, sizeof(T)) && memcmp(bytes_ + address, &value, sizeof(T)) != 0) {
      memcpy(bytes_ + address, static_cast<const void*>(&value), sizeof(T));
      changed_ = true;
    }
    return value;
  }

 private:
  bool fits(int address, size_t size) const {
    return bytes_ != nullptr && address >= 0 && static_cast<size_t>(address) + size <= size_;
  }

  uint32_t sector_;
  uint8_t* bytes_ = nullptr;
  size_t size_ = 0;
  bool changed_ = false;
};

extern EEPROMClass EEPROM;
