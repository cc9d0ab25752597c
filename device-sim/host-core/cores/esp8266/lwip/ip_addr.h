#pragma once
#include "arch.h"

/// Its first part is the lowest byte.
struct ip4_addr {
  u32_t addr;
};
typedef struct ip4_addr ip4_addr_t;
typedef ip4_addr_t ip_addr_t;
