#ifdef __AVR__
#include <string.h>

#include "SD.h"
#include "file_system.h"
#include "host.h"

namespace SDLib {

struct Opened {
  int holders;
  std::shared_ptr<tgsim::OpenFile> file;
  std::shared_ptr<tgsim::OpenFolder> inside;
};

}  // namespace SDLib

namespace {

constexpr int MOST_AVAILABLE = 0x7FFF;
constexpr uint32_t BLOCK_BYTES = 512;

tgsim::FileSystem card("card", tgsim::FileSystem::Kind::SHORT_CARD);

/// As fopen() has it; null where the file must be there, or must not, and is not so.
const char* modeOf(const char* path, uint8_t mode) {
  bool there = card.exists(path);
  if ((mode & O_WRITE) == 0) {
    return "r";
  }
  if ((!there && (mode & O_CREAT) == 0) || (there && (mode & O_EXCL) != 0)) {
    return nullptr;
  }
  if ((mode & O_APPEND) != 0) {
    return "a+";
  }
  return there && (mode & O_TRUNC) == 0 ? "r+" : "w+";
}

/// What the card's own buffers are on the PC is no memory of the chip's.
SDLib::Opened* openOn(const char* path, uint8_t mode) {
  tgsim::OwnMemory own;
  const char* words = modeOf(path, mode);
  auto file = words == nullptr ? nullptr : card.open(path, words);
  return file == nullptr ? nullptr : new SDLib::Opened{1, file, nullptr};
}

void list(const char* path, uint8_t flags, uint8_t indent) {
  tgsim::OwnMemory own;
  auto folder = card.folder(path);
  for (size_t i = 0; folder && i < folder->entries.size(); i++) {
    const auto& entry = folder->entries[i];
    for (uint8_t j = 0; j < indent; j++) {
      Serial.print(' ');
    }
    size_t length = Serial.print(entry.name) + (entry.folder ? Serial.print('/') : 0);
    for (; length < 14; length++) {
      Serial.print(' ');
    }
    if ((flags & LS_DATE) != 0) {
      Serial.print(F("2000-01-01 00:00:00"));
    }
    if (!entry.folder && (flags & LS_SIZE) != 0) {
      Serial.print(' ');
      Serial.print(static_cast<unsigned long>(entry.size));
    }
    Serial.println();
    if (entry.folder && (flags & LS_R) != 0) {
      list(entry.path.c_str(), flags, static_cast<uint8_t>(indent + 2));
    }
  }
}

}  // namespace

namespace SDLib {

SDClass SD;

File::File(Opened* opened) : opened_(opened) {
  if (opened != nullptr) {
    const String& path = opened->file->path;
    strlcpy(name_, path.c_str() + path.lastIndexOf('/') + 1, sizeof name_);
    strupr(name_);
  }
}

File::File(const File& other) : Stream(other), opened_(other.opened_) {
  memcpy(name_, other.name_, sizeof name_);
  if (opened_ != nullptr) {
    opened_->holders++;
  }
}

File& File::operator=(const File& other) {
  if (other.opened_ != nullptr) {
    other.opened_->holders++;
  }
  letGo();
  opened_ = other.opened_;
  memcpy(name_, other.name_, sizeof name_);
  return *this;
}

File::~File() { letGo(); }

void File::letGo() {
  if (opened_ != nullptr && --opened_->holders == 0) {
    delete opened_;
  }
  opened_ = nullptr;
}

bool File::isOpen() const { return opened_ != nullptr && opened_->file != nullptr; }

size_t File::write(const uint8_t* bytes, size_t size) {
  size_t done =
      isOpen() ? opened_->file->write(*opened_->file->system, bytes, size, opened_->file->appends) : 0;
  if (done < size) {
    setWriteError();
  }
  return done;
}

int File::availableForWrite() { return isOpen() ? static_cast<int>(BLOCK_BYTES) : 0; }

int File::read() {
  uint8_t value;
  return read(&value, 1) == 1 ? value : -1;
}

int File::read(void* into, uint16_t room) {
  return isOpen() ? opened_->file->read(static_cast<uint8_t*>(into), room) : 0;
}

int File::peek() {
  uint32_t at = position();
  int value = read();
  seek(at);
  return value;
}

int File::available() {
  uint32_t left = size() - position();
  return left > static_cast<uint32_t>(MOST_AVAILABLE) ? MOST_AVAILABLE : static_cast<int>(left);
}

bool File::seek(uint32_t position) { return isOpen() && opened_->file->seek(position, 0); }

uint32_t File::position() {
  return isOpen() && !isDirectory() ? static_cast<uint32_t>(opened_->file->position()) : 0;
}

uint32_t File::size() { return isOpen() ? static_cast<uint32_t>(opened_->file->size()) : 0; }

void File::close() {
  if (opened_ != nullptr) {
    opened_->file = nullptr;
    opened_->inside = nullptr;
  }
}

bool File::isDirectory() { return isOpen() && opened_->file->isFolder; }

File File::openNextFile(uint8_t mode) {
  if (!isDirectory()) {
    return File();
  }
  tgsim::OwnMemory own;
  if (opened_->inside == nullptr) {
    opened_->inside = card.folder(opened_->file->path.c_str());
  }
  auto& inside = *opened_->inside;
  if (++inside.at >= static_cast<int>(inside.entries.size())) {
    return File();
  }
  return File(openOn(inside.entries[inside.at].path.c_str(), mode));
}

void File::rewindDirectory() {
  if (isOpen()) {
    opened_->inside = nullptr;
  }
}

bool SDClass::begin(uint8_t) { return card.begin(); }
bool SDClass::begin(uint32_t, uint8_t csPin) { return begin(csPin); }
void SDClass::end() { card.end(); }

/// What is written goes to the end, and there it stands at first.
File SDClass::open(const char* path, uint8_t mode) {
  File file(openOn(path, mode));
  if ((mode & (O_APPEND | O_WRITE)) == (O_APPEND | O_WRITE)) {
    file.seek(file.size());
  }
  return file;
}

bool SDClass::exists(const char* path) { return card.exists(path); }
bool SDClass::mkdir(const char* path) { return card.makeFolder(path); }
bool SDClass::remove(const char* path) { return card.remove(path); }
bool SDClass::rmdir(const char* path) { return card.removeFolder(path); }

}  // namespace SDLib

uint8_t Sd2Card::init(uint8_t, uint8_t) { return card.begin(); }

uint32_t Sd2Card::cardSize() {
  return static_cast<uint32_t>(tgsim::FileSystem::CARD_BYTES / BLOCK_BYTES);
}

uint8_t SdVolume::init(Sd2Card&) { return card.isMounted(); }

uint8_t SdVolume::blocksPerCluster() const {
  return static_cast<uint8_t>(tgsim::FileSystem::CARD_BLOCK / BLOCK_BYTES);
}

uint32_t SdVolume::clusterCount() const {
  return static_cast<uint32_t>(tgsim::FileSystem::CARD_BYTES / tgsim::FileSystem::CARD_BLOCK);
}

uint8_t SdFile::openRoot(SdVolume&) { return card.isMounted(); }
void SdFile::ls(uint8_t flags, uint8_t indent) { list("/", flags, indent); }
#endif
