#pragma once
#include <SPI.h>

#include "Stream.h"
#include "utility/SdFat.h"

#define FILE_READ O_READ
#define FILE_WRITE (O_READ | O_WRITE | O_CREAT | O_APPEND)

namespace SDLib {

/// What is open; of the library's own.
struct Opened;

/// A file or folder of the card. Copies are the same one: who closes one closes all.
class File : public Stream {
 public:
  File() = default;
  /// Takes it over.
  explicit File(Opened* opened);
  File(const File& other);
  File& operator=(const File& other);
  ~File();
  size_t write(uint8_t value) override { return write(&value, 1); }
  size_t write(const uint8_t* bytes, size_t size) override;
  using Print::write;
  int availableForWrite() override;
  int read() override;
  int read(void* into, uint16_t room);
  int peek() override;
  int available() override;
  void flush() override {}
  bool seek(uint32_t position);
  uint32_t position();
  uint32_t size();
  void close();
  operator bool() { return isOpen(); }
  char* name() { return name_; }
  bool isDirectory();
  File openNextFile(uint8_t mode = O_RDONLY);
  void rewindDirectory();

 private:
  Opened* opened_ = nullptr;
  char name_[13] = "";

  bool isOpen() const;
  void letGo();
};

class SDClass {
 public:
  /// False where no card is put in.
  bool begin(uint8_t csPin = SD_CHIP_SELECT_PIN);
  bool begin(uint32_t clock, uint8_t csPin);
  void end();
  File open(const char* path, uint8_t mode = FILE_READ);
  File open(const String& path, uint8_t mode = FILE_READ) { return open(path.c_str(), mode); }
  bool exists(const char* path);
  bool exists(const String& path) { return exists(path.c_str()); }
  bool mkdir(const char* path);
  bool mkdir(const String& path) { return mkdir(path.c_str()); }
  bool remove(const char* path);
  bool remove(const String& path) { return remove(path.c_str()); }
  bool rmdir(const char* path);
  bool rmdir(const String& path) { return rmdir(path.c_str()); }
};

extern SDClass SD;

}  // namespace SDLib

using namespace SDLib;
typedef SDLib::File SDFile;
