#ifndef __AVR__
#include "EEPROM.h"

#include "Arduino.h"
#include "flash_hal.h"

EEPROMClass EEPROM;

EEPROMClass::EEPROMClass() : sector_((EEPROM_start - 0x40200000) / SPI_FLASH_SEC_SIZE) {}

void EEPROMClass::begin(size_t size) {
  if (size == 0) {
    return;
  }
  size = size > SPI_FLASH_SEC_SIZE ? SPI_FLASH_SEC_SIZE : (size + 3) / 4 * 4;
  if (size != size_) {
    delete[] bytes_;
    bytes_ = new uint8_t[size];
  }
  size_ = size;
  ESP.flashRead(sector_ * SPI_FLASH_SEC_SIZE, bytes_, size_);
  changed_ = false;
}

uint8_t EEPROMClass::read(int address) { return fits(address, 1) ? bytes_[address] : 0; }

void EEPROMClass::write(int address, uint8_t value) {
  if (fits(address, 1) && bytes_[address] != value) {
    bytes_[address] = value;
    changed_ = true;
  }
}

bool EEPROMClass::commit() {
  if (size_ == 0) {
    return false;
  }
  if (changed_) {
    bool good = ESP.flashEraseSector(sector_) &&
                ESP.flashWrite(sector_ * SPI_FLASH_SEC_SIZE, bytes_, size_);
    changed_ = !good;
    return good;
  }
  return true;
}

bool EEPROMClass::end() {
  if (size_ == 0) {
    return false;
  }
  bool good = commit();
  delete[] bytes_;
  bytes_ = nullptr;
  size_ = 0;
  changed_ = false;
  return good;
}

uint8_t* EEPROMClass::getDataPtr() {
  changed_ = true;
  return bytes_;
}
#endif
