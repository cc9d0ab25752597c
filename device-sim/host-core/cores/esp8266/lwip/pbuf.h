#pragma once
#include "arch.h"

#define PBUF_FLAG_PUSH 0x01U

/// What has come, as lwIP hands it on; here a chain has one piece always.
struct pbuf {
  struct pbuf* next;
  void* payload;
  u16_t tot_len;
  u16_t len;
  u8_t type_internal;
  u8_t flags;
  u8_t ref;
  u8_t if_idx;
};
