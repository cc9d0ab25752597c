#include "LittleFS.h"

#include "file_system.h"

namespace {

tgsim::FileSystem littlefs("littlefs", false);

}  // namespace

__attribute__((init_priority(110))) fs::FS LittleFS(littlefs);
