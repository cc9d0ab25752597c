#pragma once
#include <stdint.h>

// MD5 as the chip's ROM has it.

#ifdef __cplusplus
extern "C" {
#endif
typedef struct {
  uint64_t host_state[13];
} md5_context_t;

void MD5Init(md5_context_t* context);
void MD5Update(md5_context_t* context, const uint8_t* bytes, const uint16_t size);
void MD5Final(uint8_t digest[16], md5_context_t* context);
#ifdef __cplusplus
}
#endif
