#pragma once
#include <stddef.h>
#include <stdint.h>

namespace tgsim {

/// Memory that is no part of the chip's. Never null.
void* rawAlloc(size_t size);
void rawFree(void* memory);

/// What the simulation itself takes while one of these lives is not counted as the sketch's, and
/// never refused: state of the network that lies outside of the heap on a chip, say.
class OwnMemory {
 public:
  OwnMemory();
  ~OwnMemory();
  OwnMemory(const OwnMemory&) = delete;
  OwnMemory& operator=(const OwnMemory&) = delete;
};

/// The heap that the sketch sees, in the chip's own counting: blocks of 8 bytes, 4 bytes for each.
struct Heap {
  uint32_t limit;
  uint32_t used;
  uint32_t mostUsed;
  uint32_t blocks;
  uint32_t refused;
};
const Heap& heap();
void heapLimit(uint32_t bytes);

/// Takes memory from the sketch without giving it to anybody: what a library holds on the chip.
/// False when there is not as much.
bool heapTake(uint32_t bytes);
void heapGive(uint32_t bytes);

}  // namespace tgsim
