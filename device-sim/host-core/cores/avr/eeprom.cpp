#include "avr/eeprom.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "host.h"
#include "host_files.h"

namespace {

constexpr size_t BYTES = 1024;
constexpr uint64_t CELL_WRITE_NANOS = 3300 * host::MICROSECOND;

/// Its bits are kept the other way round, so that an empty file reads as erased. -1 without a folder.
int file() {
  static int file = -2;
  if (file == -2) {
    char path[1100];
    file = -1;
    if (host::start().flashFolder[0] != 0) {
      mkdir(host::start().flashFolder, 0777);
      snprintf(path, sizeof path, "%s/eeprom.bin", host::start().flashFolder);
      file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    }
    if (file < 0) {
      host::note("EEPROM: there is no folder to keep it in; it reads as erased");
    }
  }
  return file;
}

uint8_t readByte(uintptr_t address) {
  uint8_t value = 0;
  host::spend(250);
  if (address < BYTES && file() >= 0 && pread(file(), &value, 1, static_cast<off_t>(address)) < 0) {
    value = 0;
  }
  return static_cast<uint8_t>(~value);
}

void writeByte(uintptr_t address, uint8_t value, bool onlyIfOther) {
  if (address >= BYTES || file() < 0 || (onlyIfOther && readByte(address) == value)) {
    return;
  }
  uint8_t kept = static_cast<uint8_t>(~value);
  host::spend(CELL_WRITE_NANOS);
  if (pwrite(file(), &kept, 1, static_cast<off_t>(address)) != 1) {
    host::note("EEPROM: cannot be written");
  }
}

void writeAll(const void* from, void* address, size_t size, bool onlyIfOther) {
  const uint8_t* bytes = static_cast<const uint8_t*>(from);
  for (size_t i = 0; i < size; i++) {
    writeByte(reinterpret_cast<uintptr_t>(address) + i, bytes[i], onlyIfOther);
  }
}

template <class T>
T readAs(const T* address) {
  T value;
  eeprom_read_block(&value, address, sizeof value);
  return value;
}

}  // namespace

void eeprom_read_block(void* into, const void* address, size_t size) {
  for (size_t i = 0; i < size; i++) {
    static_cast<uint8_t*>(into)[i] = readByte(reinterpret_cast<uintptr_t>(address) + i);
  }
}

uint8_t eeprom_read_byte(const uint8_t* address) { return readAs(address); }
uint16_t eeprom_read_word(const uint16_t* address) { return readAs(address); }
uint32_t eeprom_read_dword(const uint32_t* address) { return readAs(address); }
float eeprom_read_float(const float* address) { return readAs(address); }

void eeprom_write_block(const void* from, void* address, size_t size) {
  writeAll(from, address, size, false);
}
void eeprom_write_byte(uint8_t* address, uint8_t value) { writeAll(&value, address, 1, false); }
void eeprom_write_word(uint16_t* address, uint16_t value) { writeAll(&value, address, 2, false); }
void eeprom_write_dword(uint32_t* address, uint32_t value) { writeAll(&value, address, 4, false); }
void eeprom_write_float(float* address, float value) { writeAll(&value, address, 4, false); }

void eeprom_update_block(const void* from, void* address, size_t size) {
  writeAll(from, address, size, true);
}
void eeprom_update_byte(uint8_t* address, uint8_t value) { writeAll(&value, address, 1, true); }
void eeprom_update_word(uint16_t* address, uint16_t value) { writeAll(&value, address, 2, true); }
void eeprom_update_dword(uint32_t* address, uint32_t value) { writeAll(&value, address, 4, true); }
void eeprom_update_float(float* address, float value) { writeAll(&value, address, 4, true); }
