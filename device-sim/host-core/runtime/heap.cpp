#include "heap.h"

#include <malloc.h>
#include <string.h>
#include <unistd.h>

#include <new>

#include "host.h"

// The sketch, its libraries and the core are linked with --wrap for these names: what they take
// comes here first. The size asked for is kept in the last bytes of each block, behind what the
// sketch may use, so that memory from elsewhere (of the C library) can be given back here too.
extern "C" {
void* __real_malloc(size_t size);
void __real_free(void* memory);
void* __real_realloc(void* memory, size_t size);
void* __wrap_malloc(size_t size);
void __wrap_free(void* memory);
void* __wrap_calloc(size_t count, size_t size);
void* __wrap_realloc(void* memory, size_t size);
char* __wrap_strdup(const char* text);
char* __wrap_strndup(const char* text, size_t size);
}

namespace tgsim {
namespace {

Heap heap_ = {UINT32_MAX, 0, 0, 0, 0};
int own_ = 0;

#ifdef __SANITIZE_ADDRESS__
// The sanitizer watches the bytes behind a block; its blocks know their size by themselves.
constexpr size_t TAIL = 0;
#else
constexpr size_t TAIL = sizeof(uint64_t);
#endif

uint32_t costOf(size_t size) {
  size_t blocks = (size + 4 + 7) / 8 * 8;
  return blocks > UINT32_MAX ? UINT32_MAX : static_cast<uint32_t>(blocks);
}

uint64_t mark(void* memory, uint64_t size) {
  return size ^ (reinterpret_cast<uintptr_t>(memory) * 0x9E3779B97F4A7C15u | 1) << 33;
}

uint8_t* tailOf(void* memory) {
  return static_cast<uint8_t*>(memory) + malloc_usable_size(memory) - TAIL;
}

/// What a block counts as; nothing if it was not made here.
uint32_t counted(void* memory) {
  if (TAIL == 0) {
    return costOf(malloc_usable_size(memory));
  }
  uint64_t kept;
  memcpy(&kept, tailOf(memory), sizeof kept);
  uint64_t size = kept ^ mark(memory, 0);
  return size <= malloc_usable_size(memory) - TAIL ? costOf(size) : 0;
}

void* take(void* old, size_t size) {
  uint32_t before = old == nullptr ? 0 : counted(old);
  uint32_t cost = own_ > 0 ? 0 : costOf(size);
  if (cost > before && cost - before > heap_.limit - heap_.used) {
    heap_.refused++;
    return nullptr;
  }
  void* memory = __real_realloc(old, size + TAIL > 0 ? size + TAIL : 1);
  if (memory == nullptr) {
    return nullptr;
  }
  if (TAIL != 0) {
    uint64_t kept = own_ > 0 ? ~mark(memory, 0) : mark(memory, size);
    memcpy(tailOf(memory), &kept, sizeof kept);
  }
  heap_.used = heap_.used + cost > before ? heap_.used + cost - before : 0;
  heap_.blocks += (cost > 0) - (before > 0);
  heap_.mostUsed = heap_.used > heap_.mostUsed ? heap_.used : heap_.mostUsed;
  return memory;
}

void give(void* memory) {
  uint32_t cost = counted(memory);
  if (TAIL != 0) {
    memset(tailOf(memory), 0, TAIL);
  }
  heap_.used = heap_.used > cost ? heap_.used - cost : 0;
  heap_.blocks -= cost > 0 && heap_.blocks > 0;
  __real_free(memory);
}

}  // namespace

void* rawAlloc(size_t size) {
  Inside inside;
  void* memory = __real_malloc(size > 0 ? size : 1);
  if (memory == nullptr) {
    _exit(3);
  }
  return memory;
}

void rawFree(void* memory) {
  Inside inside;
  __real_free(memory);
}

OwnMemory::OwnMemory() { own_++; }
OwnMemory::~OwnMemory() { own_--; }

const Heap& heap() { return heap_; }

void heapLimit(uint32_t bytes) { heap_.limit = bytes; }

bool heapTake(uint32_t bytes) {
  if (bytes > heap_.limit - heap_.used) {
    heap_.refused++;
    return false;
  }
  heap_.used += bytes;
  heap_.mostUsed = heap_.used > heap_.mostUsed ? heap_.used : heap_.mostUsed;
  return true;
}

void heapGive(uint32_t bytes) { heap_.used = heap_.used > bytes ? heap_.used - bytes : 0; }

}  // namespace tgsim

void* __wrap_malloc(size_t size) {
  host::Inside inside;
  return host::take(nullptr, size);
}

void __wrap_free(void* memory) {
  host::Inside inside;
  if (memory != nullptr) {
    host::give(memory);
  }
}

void* __wrap_calloc(size_t count, size_t size) {
  size_t whole;
  if (__builtin_mul_overflow(count, size, &whole)) {
    return nullptr;
  }
  void* memory = __wrap_malloc(whole);
  return memory == nullptr ? nullptr : memset(memory, 0, whole);
}

void* __wrap_realloc(void* memory, size_t size) {
  host::Inside inside;
  if (memory != nullptr && size == 0) {
    host::give(memory);
    return nullptr;
  }
  return host::take(memory, size);
}

char* __wrap_strdup(const char* text) { return __wrap_strndup(text, strlen(text)); }

char* __wrap_strndup(const char* text, size_t size) {
  size_t length = strnlen(text, size);
  char* copy = static_cast<char*>(__wrap_malloc(length + 1));
  if (copy != nullptr) {
    memcpy(copy, text, length);
    copy[length] = 0;
  }
  return copy;
}

void* operator new(size_t size) {
  void* memory = __wrap_malloc(size);
  if (memory == nullptr) {
    host::die(host::How::ABORT, "Unhandled C++ exception: OOM");
  }
  return memory;
}
void* operator new[](size_t size) { return operator new(size); }
void* operator new(size_t size, const std::nothrow_t&) noexcept { return __wrap_malloc(size); }
void* operator new[](size_t size, const std::nothrow_t&) noexcept { return __wrap_malloc(size); }
void operator delete(void* memory) noexcept { __wrap_free(memory); }
void operator delete[](void* memory) noexcept { __wrap_free(memory); }
void operator delete(void* memory, size_t) noexcept { __wrap_free(memory); }
void operator delete[](void* memory, size_t) noexcept { __wrap_free(memory); }
