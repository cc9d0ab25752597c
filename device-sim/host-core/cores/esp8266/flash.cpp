#include <string.h>
#include <unistd.h>

#include "Arduino.h"
#include "flash_hal.h"
#include "host.h"
#include "host_files.h"

// _FS_start and _FS_end, as far from each other as on the chip; never touched, so nothing is taken.
asm(".pushsection .bss.tgsim_flash,\"aw\",%nobits\n"
    ".balign 16\n"
    ".globl _FS_start\n"
    "_FS_start: .zero 0x1FA000\n"
    ".globl _FS_end\n"
    "_FS_end: .zero 16\n"
    ".popsection");

namespace {

constexpr uint32_t FLASH_BYTES = 4 * 1024 * 1024;
constexpr uint32_t FLASH_ID = 0x1640EF;
constexpr uint64_t ERASE_NANOS = 40 * host::MILLISECOND;
constexpr uint64_t PAGE_NANOS = 700 * host::MICROSECOND;
constexpr uint32_t PAGE_BYTES = 256;
constexpr uint64_t FLASH_READ_NANOS = 50;

/// The file that stands for the chip's flash. Its bits are kept the other way round, so that what
/// was never written takes no room and reads as erased. -1 without a folder to keep it in.
int flashFile() {
  static int file = -2;
  if (file == -2) {
    char path[1100];
    file = -1;
    if (host::start().flashFolder[0] != 0) {
      mkdir(host::start().flashFolder, 0777);
      snprintf(path, sizeof path, "%s/flash.bin", host::start().flashFolder);
      file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    }
    if (file < 0) {
      host::note("flash: there is no folder to keep it in; it reads as erased, and writing fails");
    }
  }
  return file;
}

bool inside(uint32_t address, size_t size) {
  return address <= FLASH_BYTES && size <= FLASH_BYTES - address;
}

bool readFlash(uint32_t address, uint8_t* into, size_t size) {
  if (!inside(address, size)) {
    return false;
  }
  host::spend(size * FLASH_READ_NANOS);
  memset(into, 0, size);
  if (flashFile() >= 0 && pread(flashFile(), into, size, address) < 0) {
    return false;
  }
  for (size_t i = 0; i < size; i++) {
    into[i] = static_cast<uint8_t>(~into[i]);
  }
  return true;
}

/// Writing can only clear bits.
bool writeFlash(uint32_t address, const uint8_t* from, size_t size) {
  uint8_t part[PAGE_BYTES];
  if (!inside(address, size) || flashFile() < 0) {
    return false;
  }
  for (size_t done = 0; done < size; done += sizeof part) {
    size_t count = size - done < sizeof part ? size - done : sizeof part;
    off_t at = static_cast<off_t>(address + done);
    memset(part, 0, sizeof part);
    if (pread(flashFile(), part, count, at) < 0) {
      return false;
    }
    for (size_t i = 0; i < count; i++) {
      part[i] = static_cast<uint8_t>(part[i] | ~from[done + i]);
    }
    if (pwrite(flashFile(), part, count, at) != static_cast<ssize_t>(count)) {
      return false;
    }
    host::spend(PAGE_NANOS);
  }
  return true;
}

bool eraseSector(uint32_t sector) {
  static const uint8_t erased[SPI_FLASH_SEC_SIZE] = {};
  if (sector >= FLASH_BYTES / SPI_FLASH_SEC_SIZE || flashFile() < 0) {
    return false;
  }
  host::spend(ERASE_NANOS);
  return pwrite(flashFile(), erased, sizeof erased, static_cast<off_t>(sector) * sizeof erased) ==
         static_cast<ssize_t>(sizeof erased);
}

SpiFlashOpResult result(bool good) { return good ? SPI_FLASH_RESULT_OK : SPI_FLASH_RESULT_ERR; }

}  // namespace

extern "C" {

uint32_t spi_flash_get_id() { return FLASH_ID; }

SpiFlashOpResult spi_flash_erase_sector(uint16_t sector) { return result(eraseSector(sector)); }

SpiFlashOpResult spi_flash_write(uint32_t address, uint32_t* from, uint32_t size) {
  return result(writeFlash(address, reinterpret_cast<const uint8_t*>(from), size));
}

SpiFlashOpResult spi_flash_read(uint32_t address, uint32_t* into, uint32_t size) {
  return result(readFlash(address, reinterpret_cast<uint8_t*>(into), size));
}

}  // extern "C"

bool EspClass::flashEraseSector(uint32_t sector) { return eraseSector(sector); }

bool EspClass::flashWrite(uint32_t address, const uint32_t* from, size_t size) {
  return size % 4 == 0 && flashWrite(address, reinterpret_cast<const uint8_t*>(from), size);
}

bool EspClass::flashWrite(uint32_t address, const uint8_t* from, size_t size) {
  return writeFlash(address, from, size);
}

bool EspClass::flashRead(uint32_t address, uint32_t* into, size_t size) {
  return size % 4 == 0 && flashRead(address, reinterpret_cast<uint8_t*>(into), size);
}

bool EspClass::flashRead(uint32_t address, uint8_t* into, size_t size) {
  return readFlash(address, into, size);
}

bool EspClass::eraseConfig() {
  constexpr uint32_t CONFIG_SECTORS = 4;
  uint32_t end = FLASH_BYTES / SPI_FLASH_SEC_SIZE;
  for (uint32_t sector = end - CONFIG_SECTORS; sector < end; sector++) {
    if (!eraseSector(sector)) {
      return false;
    }
  }
  return true;
}
