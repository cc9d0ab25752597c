#include "file_system.h"

#include <ctype.h>
#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <algorithm>

#include "card_names.h"
#include "host.h"
#include "host_files.h"

namespace tgsim {
namespace {

constexpr size_t MOST_PATH = 1400;
constexpr uint64_t FILE_WRITE_NANOS = 3000;
constexpr uint64_t FILE_READ_NANOS = 200;
constexpr uint64_t CALL_NANOS = 500 * MICROSECOND;
/// What stands for a slash in a name of a flat system.
constexpr char SLASH = '|';
/// Of a folder's own description.
constexpr size_t FOLDER_BLOCKS = 2;

/// So long a card is asked that is not there.
constexpr uint64_t CARD_NANOS = 2 * SECOND;

size_t blocksOf(size_t size, size_t block) { return (size + block - 1) / block; }

/// What a chip without a clock writes on a card: the first of January 2000.
time_t timeOfFiles() {
#ifdef __AVR__
  return 946684800;
#else
  return time(nullptr);
#endif
}

/// Calls `what` for all that is in a folder.
template <class What>
void each(const char* folder, What what) {
  DIR* open = opendir(folder);
  if (open == nullptr) {
    return;
  }
  while (dirent* entry = readdir(open)) {
    if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0) {
      char path[MOST_PATH];
      struct stat about;
      int length = snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
      if (length < static_cast<int>(sizeof path) && lstat(path, &about) == 0) {
        what(path, entry->d_name, about);
      }
    }
  }
  closedir(open);
}

size_t blocksIn(const char* folder, size_t block) {
  size_t blocks = FOLDER_BLOCKS;
  each(folder, [&](const char* path, const char*, const struct stat& about) {
    blocks += S_ISDIR(about.st_mode) ? blocksIn(path, block)
                                     : blocksOf(static_cast<size_t>(about.st_size), block);
  });
  return blocks;
}

void emptyFolder(const char* folder) {
  each(folder, [](const char* path, const char*, const struct stat& about) {
    if (S_ISDIR(about.st_mode)) {
      emptyFolder(path);
      ::rmdir(path);
    } else {
      ::unlink(path);
    }
  });
}

int flagsOf(const char* mode) {
  bool both = strchr(mode, '+') != nullptr;
  switch (mode[0]) {
    case 'r':
      return both ? O_RDWR : O_RDONLY;
    case 'w':
      return (both ? O_RDWR : O_WRONLY) | O_CREAT | O_TRUNC;
    case 'a':
      return (both ? O_RDWR : O_WRONLY) | O_CREAT | O_APPEND;
    default:
      return -1;
  }
}

}  // namespace

OpenFile::~OpenFile() {
  if (changed_) {
    spend(CALL_NANOS);
    // Files are of the sketch's time, not of the PC's.
    timespec now = {timeOfFiles(), 0};
    timespec times[2] = {now, now};
    futimens(file_, times);
  }
  ::close(file_);
}

size_t OpenFile::write(FileSystem& system, const uint8_t* bytes, size_t size, bool append) {
  if (!writes_ || isFolder) {
    return 0;
  }
  size_t before = this->size();
  size_t at = append ? before : position();
  if (!system.fits(before, std::max(before, at + size))) {
    return 0;
  }
  spend(size * FILE_WRITE_NANOS);
  changed_ = true;
  ssize_t written = ::write(file_, bytes, size);
  return written < 0 ? 0 : static_cast<size_t>(written);
}

int OpenFile::read(uint8_t* into, size_t room) {
  ssize_t count = isFolder ? -1 : ::read(file_, into, room);
  spend(room * FILE_READ_NANOS);
  return static_cast<int>(count);
}

bool OpenFile::seek(int64_t position, int from) {
  int64_t base = from == SEEK_SET ? 0 : static_cast<int64_t>(from == SEEK_CUR ? this->position()
                                                                              : size());
  int64_t wanted = from == SEEK_END ? base - position : base + position;
  return wanted >= 0 && wanted <= static_cast<int64_t>(size()) &&
         lseek(file_, wanted, SEEK_SET) == wanted;
}

size_t OpenFile::position() const { return static_cast<size_t>(lseek(file_, 0, SEEK_CUR)); }

size_t OpenFile::size() const {
  struct stat about;
  return isFolder || fstat(file_, &about) != 0 ? 0 : static_cast<size_t>(about.st_size);
}

bool OpenFile::truncate(uint32_t size) {
  changed_ = writes_;
  return writes_ && ftruncate(file_, size) == 0;
}

time_t OpenFile::written() const {
  struct stat about;
  return fstat(file_, &about) == 0 ? about.st_mtime : 0;
}

/// Its folder; gives how long the name is, or would be.
int FileSystem::root(char* into, size_t room) const {
  return isCard() ? snprintf(into, room, "%s", start().cardFolder)
                  : snprintf(into, room, "%s/%s", start().flashFolder, name_);
}

bool FileSystem::begin() {
  char path[MOST_PATH];
  root(path, sizeof path);
  if (isCard()) {
    struct stat about;
    mounted_ = path[0] != 0 && stat(path, &about) == 0 && S_ISDIR(about.st_mode);
    if (!mounted_) {
      note("SD: there is no card in it, so begin() fails: --card FOLDER puts one in");
      waitUntil(now() + CARD_NANOS);
    }
    spend(CALL_NANOS);
    return mounted_;
  }
  if (start().flashFolder[0] == 0) {
    note("files: there is no folder to keep them in, so begin() fails");
    return false;
  }
  ::mkdir(start().flashFolder, 0777);
  ::mkdir(path, 0777);
  spend(CALL_NANOS);
  mounted_ = access(path, W_OK) == 0;
  return mounted_;
}

/// A card is the user's folder: nothing empties it.
bool FileSystem::format() {
  if (isCard()) {
    note("SD: format() does nothing here; the card's folder stays as it is");
    return false;
  }
  char path[MOST_PATH];
  root(path, sizeof path);
  if (start().flashFolder[0] == 0) {
    return false;
  }
  emptyFolder(path);
  spend(500 * MILLISECOND);
  return true;
}

bool FileSystem::isName(const char* name, size_t length) const {
  if (length == 0 || (length <= 2 && strspn(name, ".") >= length)) {
    return length == 0;
  }
  switch (kind_) {
    case Kind::CARD: return length <= CARD_MOST_NAME;
    case Kind::SHORT_CARD: return isShortName(name, length);
    default: return length <= MOST_NAME;
  }
}

/// Where it lies; false for what cannot be a path there, such as one that leads out. On a card what is
/// there already has the name that it has on the PC; what an old system makes has capitals.
bool FileSystem::place(const char* path, char* into, size_t room) const {
  if (!mounted_ || path == nullptr || path[0] == 0) {
    return false;
  }
  while (path[0] == '/') {
    path++;
  }
  int before = root(into, room);
  int used = before < static_cast<int>(room)
                 ? before + snprintf(into + before, room - before, "/%s", path)
                 : before;
  if (used >= static_cast<int>(room)) {
    return false;
  }
  char* own = into + before + 1;
  if (!isCard() && strchr(own, SLASH) != nullptr) {
    return false;
  }
  if (kind_ == Kind::FLAT) {
    std::replace(own, into + used, '/', SLASH);
    return strlen(own) < MOST_NAME;
  }
  for (char* part = own; *part != 0;) {
    size_t length = strcspn(part, "/");
    if (!isName(part, length)) {
      return false;
    }
    if (kind_ == Kind::SHORT_CARD) {
      std::transform(part, part + length, part, toupper);
    }
    if (isCard()) {
      part[-1] = 0;
      findName(into, part, length);
      part[-1] = '/';
    }
    part += length + (part[length] == '/');
  }
  return true;
}

bool FileSystem::makeParents(const char* path) {
  char whole[MOST_PATH];
  size_t before = static_cast<size_t>(root(whole, sizeof whole));
  for (char* slash = strchr(const_cast<char*>(path) + before + 1, '/'); slash != nullptr;
       slash = strchr(slash + 1, '/')) {
    *slash = 0;
    ::mkdir(path, 0777);
    *slash = '/';
  }
  return true;
}

std::shared_ptr<OpenFile> FileSystem::open(const char* path, const char* mode) {
  char real[MOST_PATH];
  int flags = flagsOf(mode);
  if (flags < 0 || !place(path, real, sizeof real)) {
    return nullptr;
  }
  spend(CALL_NANOS);
  struct stat about;
  bool there = stat(real, &about) == 0;
  bool folder = there && S_ISDIR(about.st_mode);
  if (folder && (flags & O_ACCMODE) != O_RDONLY) {
    return nullptr;
  }
  if ((flags & O_CREAT) != 0 && (kind_ == Kind::FOLDERS || kind_ == Kind::CARD)) {
    makeParents(real);
  }
  int file = ::open(real, folder ? O_RDONLY | O_DIRECTORY : flags | O_CLOEXEC, 0666);
  if (file < 0) {
    return nullptr;
  }
  String seen = path[0] == '/' ? String(path) : "/" + String(path);
  auto made =
      std::make_shared<OpenFile>(file, seen, folder, (flags & O_ACCMODE) != O_RDONLY);
  made->system = this;
  made->appends = (flags & O_APPEND) != 0;
  return made;
}

/// What is no folder is the beginning of names in one, as older sketches use it.
std::shared_ptr<OpenFolder> FileSystem::folder(const char* path) {
  char real[MOST_PATH];
  if (!place(path[0] == 0 ? "/" : path, real, sizeof real)) {
    return nullptr;
  }
  struct stat about;
  String shown = path[0] == '/' ? String(path) : "/" + String(path);
  String begins;
  bool flat = kind_ == Kind::FLAT;
  if (flat || stat(real, &about) != 0 || !S_ISDIR(about.st_mode)) {
    char* name = strrchr(real, '/');
    begins = name + 1;
    *name = 0;
    shown = shown.substring(0, shown.lastIndexOf('/') + 1);
  }
  if (!shown.endsWith("/")) {
    shown += '/';
  }
  auto open = std::make_shared<OpenFolder>();
  each(real, [&](const char*, const char* name, const struct stat& each) {
    bool hidden = isCard() && !isName(name, strlen(name));
    if (strncmp(name, begins.c_str(), begins.length()) == 0 && !hidden) {
      String seen = name;
      if (kind_ == Kind::SHORT_CARD) {
        seen.toUpperCase();
      } else if (flat) {
        seen.replace(SLASH, '/');
      }
      String whole = flat ? "/" + seen : shown + seen;
      bool inner = S_ISDIR(each.st_mode);
      size_t size = inner ? 0 : static_cast<size_t>(each.st_size);
      open->entries.push_back({flat ? whole : seen, whole, size, each.st_mtime, inner});
    }
  });
  std::sort(open->entries.begin(), open->entries.end(),
            [](const OpenFolder::Entry& a, const OpenFolder::Entry& b) { return a.name < b.name; });
  return open;
}

bool FileSystem::exists(const char* path) {
  char real[MOST_PATH];
  spend(CALL_NANOS);
  return place(path, real, sizeof real) && access(real, F_OK) == 0;
}

/// A folder that becomes empty by it goes too, in flash.
bool FileSystem::remove(const char* path) {
  char real[MOST_PATH];
  spend(CALL_NANOS);
  if (isCard()) {
    return place(path, real, sizeof real) && ::unlink(real) == 0;
  }
  if (!place(path, real, sizeof real) || (::unlink(real) != 0 && ::rmdir(real) != 0)) {
    return false;
  }
  char whole[MOST_PATH];
  int before = root(whole, sizeof whole);
  for (char* slash = strrchr(real, '/'); slash != nullptr && slash > real + before;
       slash = strrchr(real, '/')) {
    *slash = 0;
    if (::rmdir(real) != 0) {
      break;
    }
  }
  return true;
}

bool FileSystem::rename(const char* from, const char* to) {
  char realFrom[MOST_PATH];
  char realTo[MOST_PATH];
  spend(CALL_NANOS);
  return place(from, realFrom, sizeof realFrom) && place(to, realTo, sizeof realTo) &&
         ::rename(realFrom, realTo) == 0;
}

bool FileSystem::makeFolder(const char* path) {
  char real[MOST_PATH];
  if (!place(path, real, sizeof real)) {
    return false;
  }
  if (isCard()) {
    makeParents(real);
  }
  return kind_ == Kind::FLAT || ::mkdir(real, 0777) == 0;
}

bool FileSystem::removeFolder(const char* path) {
  char real[MOST_PATH];
  return place(path, real, sizeof real) && (kind_ == Kind::FLAT || ::rmdir(real) == 0);
}

uint64_t FileSystem::used() const {
  char path[MOST_PATH];
  root(path, sizeof path);
  size_t block = isCard() ? CARD_BLOCK : BLOCK;
  return static_cast<uint64_t>(blocksIn(path, block)) * block;
}

/// A card is not watched: to add up all that is on it at each write would take too long.
bool FileSystem::fits(size_t before, size_t after) const {
  size_t more = blocksOf(after, BLOCK) - blocksOf(before, BLOCK);
  return isCard() || more == 0 || used() + more * BLOCK <= BYTES;
}

}  // namespace tgsim
