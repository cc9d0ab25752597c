#include "FS.h"

#include "file_system.h"

namespace {

tgsim::FileSystem spiffs("spiffs", tgsim::FileSystem::Kind::FLAT);

}  // namespace

__attribute__((init_priority(110))) fs::FS SPIFFS(spiffs);

namespace fs {

size_t File::write(const uint8_t* bytes, size_t size) {
  return file_ ? file_->write(*file_->system, bytes, size, file_->appends) : 0;
}

int File::read() {
  uint8_t value;
  return read(&value, 1) == 1 ? value : -1;
}

int File::read(uint8_t* into, size_t room) { return file_ ? file_->read(into, room) : 0; }

size_t File::readBytes(char* into, size_t room) {
  int count = read(into, room);
  return count < 0 ? 0 : static_cast<size_t>(count);
}

int File::peek() {
  size_t at = position();
  int c = read();
  seek(at);
  return c;
}

String File::readString() {
  String text;
  text.reserve(size() - position());
  char part[256];
  for (int count = read(part, sizeof part); count > 0; count = read(part, sizeof part)) {
    text.concat(part, static_cast<unsigned>(count));
  }
  return text;
}

void File::flush() {}

bool File::seek(uint32_t position, SeekMode mode) { return file_ && file_->seek(position, mode); }
size_t File::position() const { return file_ && !file_->isFolder ? file_->position() : 0; }
size_t File::size() const { return file_ ? file_->size() : 0; }
bool File::truncate(uint32_t size) { return file_ && file_->truncate(size); }

const char* File::name() const {
  return file_ ? file_->path.c_str() + file_->path.lastIndexOf('/') + 1 : nullptr;
}

const char* File::fullName() const { return file_ ? file_->path.c_str() : nullptr; }
bool File::isFile() const { return file_ && !file_->isFolder; }
bool File::isDirectory() const { return file_ && file_->isFolder; }
time_t File::getLastWrite() { return file_ ? file_->written() : 0; }

void File::rewindDirectory() { inside_ = nullptr; }

File File::openNextFile() {
  if (!inside_ && isDirectory() && of_ != nullptr) {
    inside_ = std::make_shared<Dir>(of_->openDir(fullName()));
  }
  return inside_ && inside_->next() ? inside_->openFile("r") : File();
}

bool Dir::next() {
  return folder_ && ++folder_->at < static_cast<int>(folder_->entries.size());
}

bool Dir::rewind() {
  if (folder_) {
    folder_->at = -1;
  }
  return folder_ != nullptr;
}

static tgsim::OpenFolder::Entry* entry(const std::shared_ptr<tgsim::OpenFolder>& folder) {
  bool on = folder && folder->at >= 0 && folder->at < static_cast<int>(folder->entries.size());
  return on ? &folder->entries[folder->at] : nullptr;
}

String Dir::fileName() { return entry(folder_) ? entry(folder_)->name : String(); }
size_t Dir::fileSize() { return entry(folder_) ? entry(folder_)->size : 0; }
time_t Dir::fileTime() { return entry(folder_) ? entry(folder_)->written : 0; }
bool Dir::isFile() const { return entry(folder_) && !entry(folder_)->folder; }
bool Dir::isDirectory() const { return entry(folder_) && entry(folder_)->folder; }

File Dir::openFile(const char* mode) {
  return entry(folder_) && of_ != nullptr ? of_->open(entry(folder_)->path, mode) : File();
}

bool FS::setConfig(const FSConfig&) { return !system_.isMounted(); }
bool FS::begin() { return system_.begin(); }
void FS::end() { system_.end(); }
bool FS::format() { return system_.format(); }

bool FS::info(FSInfo& into) {
  FSInfo64 large;
  bool good = info64(large);
  into = {static_cast<size_t>(large.totalBytes), static_cast<size_t>(large.usedBytes),
          large.blockSize, large.pageSize, large.maxOpenFiles, large.maxPathLength};
  return good;
}

bool FS::info64(FSInfo64& info) {
  using System = tgsim::FileSystem;
  info = {System::BYTES, 0, System::BLOCK, System::PAGE, 5, System::MOST_NAME + 1};
  if (system_.isCard()) {
    info = {System::CARD_BYTES, 0, System::CARD_BLOCK, 0, 999, System::CARD_MOST_NAME};
  }
  info.usedBytes = system_.isMounted() ? system_.used() : 0;
  return system_.isMounted();
}

File FS::open(const char* path, const char* mode) { return File(system_.open(path, mode), this); }
bool FS::exists(const char* path) { return system_.exists(path); }
Dir FS::openDir(const char* path) { return Dir(system_.folder(path), this); }
bool FS::remove(const char* path) { return system_.remove(path); }
bool FS::rename(const char* from, const char* to) { return system_.rename(from, to); }
bool FS::mkdir(const char* path) { return system_.makeFolder(path); }
bool FS::rmdir(const char* path) { return system_.removeFolder(path); }

}  // namespace fs
