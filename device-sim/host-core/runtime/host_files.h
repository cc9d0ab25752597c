#pragma once

// Sketches of 32 bits are compiled with -malign-double on a PC, so that their structures are the
// chip's; what its C library fills has to be as that was compiled.
#ifdef __i386__
#pragma pack(push, 4)
#endif
#include <fcntl.h>
#include <sys/stat.h>
#ifdef __i386__
#pragma pack(pop)
#include <stddef.h>
static_assert(offsetof(struct stat, st_mtim) == 76, "the C library has another struct stat");
#endif
