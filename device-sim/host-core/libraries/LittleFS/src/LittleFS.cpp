#include "LittleFS.h"

#include "file_system.h"

namespace {

tgsim::FileSystem littlefs("littlefs", tgsim::FileSystem::Kind::FOLDERS);

}  // namespace

__attribute__((init_priority(110))) fs::FS LittleFS(littlefs);
