#pragma once

/// Before a function that is called from several places: one copy of it, also where an AVR's
/// compiler would rather have one in each. It counts only the calls, and misjudges what stepping
/// through 32 bits costs on a chip of 8.
#if defined(__AVR__)
#define TIDEGATE_SHARED __attribute__((noinline))
#else
#define TIDEGATE_SHARED
#endif
