#pragma once
#include <time.h>

#include <memory>

#include "Arduino.h"

namespace tgsim {
class FileSystem;
class OpenFile;
class OpenFolder;
}  // namespace tgsim

namespace fs {

class FS;
class Dir;

enum SeekMode { SeekSet = 0, SeekCur = 1, SeekEnd = 2 };

class File : public Stream {
 public:
  File(std::shared_ptr<tgsim::OpenFile> file = nullptr, FS* of = nullptr) : file_(file), of_(of) {}

  size_t write(uint8_t value) override { return write(&value, 1); }
  size_t write(const uint8_t* bytes, size_t size) override;
  using Print::write;
  /// What another stream has.
  template <class T>
  auto write(T& source) -> decltype(source.available(), size_t()) {
    uint8_t part[256];
    size_t done = 0;
    while (source.available() > 0) {
      size_t count = std::min(sizeof part, static_cast<size_t>(source.available()));
      int got = source.read(part, count);
      size_t taken = got <= 0 ? 0 : write(part, static_cast<size_t>(got));
      done += taken;
      if (taken < count) {
        break;
      }
    }
    return done;
  }
  int availableForWrite() override { return file_ ? 64 : 0; }

  int available() override { return static_cast<int>(size() - position()); }
  int read() override;
  int read(uint8_t* into, size_t room) override;
  int read(char* into, size_t room) { return read(reinterpret_cast<uint8_t*>(into), room); }
  size_t readBytes(char* into, size_t room) override;
  using Stream::readBytes;
  int peek() override;
  String readString() override;
  void flush() override;
  ssize_t streamRemaining() override { return available(); }
  bool inputCanTimeout() override { return false; }
  bool outputCanTimeout() override { return false; }

  bool seek(uint32_t position, SeekMode mode = SeekSet);
  size_t position() const;
  size_t size() const;
  bool truncate(uint32_t size);
  void close() { file_ = nullptr; }
  operator bool() const { return file_ != nullptr; }
  /// Without the folders; fullName() with them.
  const char* name() const;
  const char* fullName() const;
  bool isFile() const;
  bool isDirectory() const;
  time_t getLastWrite();
  time_t getCreationTime() { return getLastWrite(); }
  void setTimeCallback(time_t (*)()) {}

  // Of a folder.
  void rewindDirectory();
  File openNextFile();

 private:
  std::shared_ptr<tgsim::OpenFile> file_;
  std::shared_ptr<Dir> inside_;
  FS* of_;
};

class Dir {
 public:
  Dir(std::shared_ptr<tgsim::OpenFolder> folder = nullptr, FS* of = nullptr)
      : folder_(folder), of_(of) {}

  bool next();
  bool rewind();
  String fileName();
  size_t fileSize();
  time_t fileTime();
  time_t fileCreationTime() { return fileTime(); }
  bool isFile() const;
  bool isDirectory() const;
  File openFile(const char* mode);
  void setTimeCallback(time_t (*)()) {}

 private:
  std::shared_ptr<tgsim::OpenFolder> folder_;
  FS* of_;
};

struct FSInfo {
  size_t totalBytes;
  size_t usedBytes;
  size_t blockSize;
  size_t pageSize;
  size_t maxOpenFiles;
  size_t maxPathLength;
};

struct FSInfo64 {
  uint64_t totalBytes;
  uint64_t usedBytes;
  size_t blockSize;
  size_t pageSize;
  size_t maxOpenFiles;
  size_t maxPathLength;
};

class FSConfig {
 public:
  static constexpr uint32_t FSId = 0x00000000;
  FSConfig(uint32_t type = FSId, bool autoFormat = true) : _type(type), _autoFormat(autoFormat) {}
  FSConfig setAutoFormat(bool autoFormat = true) {
    _autoFormat = autoFormat;
    return *this;
  }

  uint32_t _type;
  bool _autoFormat;
};

class SPIFFSConfig : public FSConfig {
 public:
  static constexpr uint32_t FSId = 0x53504946;
  SPIFFSConfig(bool autoFormat = true) : FSConfig(FSId, autoFormat) {}
};

/// Files in the flash of the board: here in a folder that the simulator keeps for it.
class FS {
 public:
  explicit FS(tgsim::FileSystem& system) : system_(system) {}

  bool setConfig(const FSConfig& config);
  bool begin();
  void end();
  bool format();
  bool info(FSInfo& info);
  bool info64(FSInfo64& info);
  bool gc() { return true; }
  bool check() { return true; }

  /// Modes as of fopen(): r, r+, w, w+, a, a+.
  File open(const char* path, const char* mode);
  File open(const String& path, const char* mode) { return open(path.c_str(), mode); }
  bool exists(const char* path);
  bool exists(const String& path) { return exists(path.c_str()); }
  Dir openDir(const char* path);
  Dir openDir(const String& path) { return openDir(path.c_str()); }
  bool remove(const char* path);
  bool remove(const String& path) { return remove(path.c_str()); }
  bool rename(const char* from, const char* to);
  bool rename(const String& from, const String& to) { return rename(from.c_str(), to.c_str()); }
  bool mkdir(const char* path);
  bool mkdir(const String& path) { return mkdir(path.c_str()); }
  bool rmdir(const char* path);
  bool rmdir(const String& path) { return rmdir(path.c_str()); }
  void setTimeCallback(time_t (*)()) {}
  time_t getCreationTime() { return 0; }

 private:
  tgsim::FileSystem& system_;
};

}  // namespace fs

#ifndef FS_NO_GLOBALS
using fs::Dir;
using fs::File;
using fs::FS;
using fs::FSConfig;
using fs::FSInfo;
using fs::FSInfo64;
using fs::SeekCur;
using fs::SeekEnd;
using fs::SeekMode;
using fs::SeekSet;
using fs::SPIFFSConfig;
#endif

extern fs::FS SPIFFS;
