#pragma once
#include <SDFS.h>
#include <fcntl.h>

#define O_READ O_RDONLY
#define O_WRITE O_WRONLY

inline constexpr int SDClassFileRead = O_RDONLY;
inline constexpr int SDClassFileWrite = O_RDWR | O_CREAT | O_APPEND;
#undef FILE_READ
#define FILE_READ SDClassFileRead
#undef FILE_WRITE
#define FILE_WRITE SDClassFileWrite

/// SDFS under the names of the Arduino library; what is written goes to the end.
class SDClass {
 public:
  bool begin(uint8_t csPin, uint32_t spi = SPI_HALF_SPEED) {
    SDFS.setConfig(SDFSConfig(csPin, spi));
    return SDFS.begin();
  }
  void end(bool endSpi = true) {
    SDFS.end();
    if (endSpi) {
      SPI.end();
    }
  }

  fs::File open(const char* path, int mode = FILE_READ) { return SDFS.open(path, words(mode)); }
  fs::File open(const char* path, const char* mode) { return SDFS.open(path, mode); }
  fs::File open(const String& path, int mode = FILE_READ) { return open(path.c_str(), mode); }
  fs::File open(const String& path, const char* mode) { return open(path.c_str(), mode); }
  bool exists(const char* path) { return SDFS.exists(path); }
  bool exists(const String& path) { return SDFS.exists(path); }
  bool rename(const char* from, const char* to) { return SDFS.rename(from, to); }
  bool rename(const String& from, const String& to) { return SDFS.rename(from, to); }
  bool mkdir(const char* path) { return SDFS.mkdir(path); }
  bool mkdir(const String& path) { return SDFS.mkdir(path); }
  bool remove(const char* path) { return SDFS.remove(path); }
  bool remove(const String& path) { return SDFS.remove(path); }
  bool rmdir(const char* path) { return SDFS.rmdir(path); }
  bool rmdir(const String& path) { return SDFS.rmdir(path); }

  /// A card of 4 GB, as they are sold.
  uint8_t type() { return 3; }
  uint8_t fatType() { return 32; }
  size_t blockSize() { return 512; }
  size_t blocksPerCluster() { return clusterSize() / blockSize(); }
  size_t clusterSize() { return info().blockSize; }
  size_t totalClusters() { return static_cast<size_t>(size64() / clusterSize()); }
  size_t totalBlocks() { return totalClusters() * blocksPerCluster(); }
  size_t size() { return static_cast<size_t>(size64()); }
  uint64_t size64() { return info().totalBytes; }
  void setTimeCallback(time_t (*)()) {}
  void dateTimeCallback(void (*)(uint16_t*, uint16_t*)) {}

 private:
  FSInfo64 info() {
    FSInfo64 info;
    SDFS.info64(info);
    return info;
  }

  static const char* words(int mode) {
    switch (mode & O_ACCMODE) {
      case O_RDONLY: return "r";
      case O_WRONLY: return (mode & O_APPEND) != 0 ? "a" : "w+";
      default: return (mode & O_APPEND) != 0 ? "a+" : "w+";
    }
  }
};

extern SDClass SD;
