#pragma once
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif
void cli(void);
void sei(void);
#ifdef __cplusplus
}
#endif
