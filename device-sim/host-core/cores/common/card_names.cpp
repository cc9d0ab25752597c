#include "card_names.h"

#include <dirent.h>
#include <string.h>
#include <strings.h>

namespace tgsim {
namespace {

constexpr size_t MOST_BEFORE = 8;
constexpr size_t MOST_AFTER = 3;
/// What such a name has not.
const char TAKEN[] = "|<>^+=?/[];,*\"\\:";

bool isLetter(char c) { return c > ' ' && c < 0x7F && strchr(TAKEN, c) == nullptr; }

}  // namespace

bool isShortName(const char* name, size_t length) {
  const char* point = static_cast<const char*>(memchr(name, '.', length));
  size_t before = point == nullptr ? length : static_cast<size_t>(point - name);
  size_t after = point == nullptr ? 0 : length - before - 1;
  bool good = before >= 1 && before <= MOST_BEFORE && after <= MOST_AFTER &&
              (point == nullptr || memchr(point + 1, '.', after) == nullptr);
  for (size_t i = 0; i < length; i++) {
    good = good && isLetter(name[i]);
  }
  return good;
}

void findName(const char* folder, char* name, size_t length) {
  char found[256] = "";
  DIR* open = opendir(folder);
  if (open == nullptr) {
    return;
  }
  while (dirent* entry = readdir(open)) {
    const char* there = entry->d_name;
    bool same = strlen(there) == length && strncasecmp(there, name, length) == 0;
    if (same && (found[0] == 0 || strncmp(there, name, length) == 0)) {
      memcpy(found, there, length + 1);
    }
  }
  closedir(open);
  if (found[0] != 0) {
    memcpy(name, found, length);
  }
}

}  // namespace tgsim
