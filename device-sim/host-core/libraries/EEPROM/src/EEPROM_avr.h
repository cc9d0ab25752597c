#pragma once
#include <stddef.h>
#include <stdint.h>

#include "Arduino.h"
#include "avr/eeprom.h"

/// A byte of the EEPROM, read and written where it is.
class EERef {
 public:
  EERef(int index) : index_(index) {}
  uint8_t operator*() const { return eeprom_read_byte(address()); }
  operator uint8_t() const { return **this; }
  EERef& operator=(const EERef& other) { return *this = *other; }
  EERef& operator=(uint8_t value) {
    eeprom_write_byte(address(), value);
    return *this;
  }
  EERef& update(uint8_t value) {
    eeprom_update_byte(address(), value);
    return *this;
  }
  EERef& operator+=(uint8_t value) { return *this = static_cast<uint8_t>(**this + value); }
  EERef& operator-=(uint8_t value) { return *this = static_cast<uint8_t>(**this - value); }
  EERef& operator|=(uint8_t value) { return *this = static_cast<uint8_t>(**this | value); }
  EERef& operator&=(uint8_t value) { return *this = static_cast<uint8_t>(**this & value); }
  EERef& operator^=(uint8_t value) { return *this = static_cast<uint8_t>(**this ^ value); }
  EERef& operator++() { return *this += 1; }
  EERef& operator--() { return *this -= 1; }

 private:
  uint8_t* address() const {
    return reinterpret_cast<uint8_t*>(static_cast<uintptr_t>(index_));
  }

  int index_;
};

/// 1024 bytes; a write takes 3.3 ms and is there at once.
class EEPROMClass {
 public:
  EERef operator[](int index) { return index; }
  uint8_t read(int index) { return EERef(index); }
  void write(int index, uint8_t value) { (*this)[index] = value; }
  void update(int index, uint8_t value) { EERef(index).update(value); }
  uint16_t length() { return E2END + 1; }
  int begin() { return 0; }
  int end() { return E2END + 1; }

  template <class T>
  T& get(int index, T& into) {
    eeprom_read_block(&into, place(index), sizeof(T));
    return into;
  }

  template <class T>
  const T& put(int index, const T& value) {
    eeprom_update_block(&value, place(index), sizeof(T));
    return value;
  }

 private:
  static void* place(int index) { return reinterpret_cast<void*>(static_cast<uintptr_t>(index)); }
};

static EEPROMClass EEPROM __attribute__((unused));
