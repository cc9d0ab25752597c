#include "SDFS.h"

#include "file_system.h"

namespace {

tgsim::FileSystem card("card", tgsim::FileSystem::Kind::CARD);

}  // namespace

__attribute__((init_priority(110))) fs::FS SDFS(card);
