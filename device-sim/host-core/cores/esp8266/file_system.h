#pragma once
#include <stdint.h>
#include <time.h>

#include <memory>
#include <vector>

#include "WString.h"

namespace tgsim {

/// A file or folder that is open.
class OpenFile {
 public:
  OpenFile(int file, const String& path, bool folder, bool writes)
      : path(path), isFolder(folder), file_(file), writes_(writes) {}
  ~OpenFile();
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;

  size_t write(class FileSystem& system, const uint8_t* bytes, size_t size, bool append);
  int read(uint8_t* into, size_t room);
  bool seek(int64_t position, int from);
  size_t position() const;
  size_t size() const;
  bool truncate(uint32_t size);
  time_t written() const;

  /// As the sketch sees it, with a slash in front.
  const String path;
  const bool isFolder;
  FileSystem* system = nullptr;
  bool appends = false;

 private:
  int file_;
  bool writes_;
  bool changed_ = false;
};

/// Names of a folder, as they were when it was opened.
class OpenFolder {
 public:
  struct Entry {
    String name;
    String path;
    size_t size;
    time_t written;
    bool folder;
  };

  std::vector<Entry> entries;
  int at = -1;
};

/// A folder of the PC as the files in a chip's flash, or on a card that is put in: with its size, its
/// limits and its time.
class FileSystem {
 public:
  enum class Kind : uint8_t {
    FOLDERS,
    /// Without folders, a slash is a part of a name.
    FLAT,
    /// A memory card: names that differ in their capitals are one, folders come and go by themselves.
    CARD,
    /// The same with names as they were once: NAMEOF8C.EXT.
    SHORT_CARD,
  };
  constexpr FileSystem(const char* name, Kind kind) : name_(name), kind_(kind) {}

  bool begin();
  void end() { mounted_ = false; }
  bool format();
  bool isMounted() const { return mounted_; }
  bool isCard() const { return kind_ >= Kind::CARD; }

  std::shared_ptr<OpenFile> open(const char* path, const char* mode);
  std::shared_ptr<OpenFolder> folder(const char* path);
  bool exists(const char* path);
  bool remove(const char* path);
  bool rename(const char* from, const char* to);
  bool makeFolder(const char* path);
  bool removeFolder(const char* path);

  uint64_t used() const;
  /// Whether a file that has this size now may have that.
  bool fits(size_t before, size_t after) const;

  static constexpr size_t BYTES = 0x1FA000;
  static constexpr size_t BLOCK = 8192;
  static constexpr size_t PAGE = 256;
  static constexpr size_t MOST_NAME = 31;
  /// A card has 4 GB, in pieces of 32 KB.
  static constexpr uint64_t CARD_BYTES = 4ull * 1000 * 1000 * 1000;
  static constexpr size_t CARD_BLOCK = 32768;
  static constexpr size_t CARD_MOST_NAME = 255;

 private:
  int root(char* into, size_t room) const;
  bool place(const char* path, char* into, size_t room) const;
  bool isName(const char* name, size_t length) const;
  bool makeParents(const char* path);

  const char* name_;
  Kind kind_;
  bool mounted_ = false;
};

}  // namespace tgsim
