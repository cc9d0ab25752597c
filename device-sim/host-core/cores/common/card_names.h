#pragma once
#include <stddef.h>

namespace tgsim {

/// Up to 8 letters, and up to 3 after a point: names of files as they were once.
bool isShortName(const char* name, size_t length);

/// The name in this folder that has these letters, whatever their size, takes the place of `name`;
/// the very same goes before others. Without one it stays.
void findName(const char* folder, char* name, size_t length);

}  // namespace tgsim
