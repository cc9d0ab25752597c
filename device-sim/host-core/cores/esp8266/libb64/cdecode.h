#pragma once
#include <stdint.h>

#define base64_decode_expected_len(n) (((n) * 3) / 4)

#ifdef __cplusplus
extern "C" {
#endif

typedef enum { step_a, step_b, step_c, step_d } base64_decodestep;

typedef struct {
  base64_decodestep step;
  char plainchar;
} base64_decodestate;

void base64_init_decodestate(base64_decodestate* state);
/// -1 for what is no digit, -2 for the padding.
int base64_decode_value(char digit);
/// What is no digit is passed over; gives how many bytes it wrote.
int base64_decode_block(const char* from, const int size, char* to, base64_decodestate* state);
/// Writes a 0 behind the last, which is not counted.
int base64_decode_chars(const char* from, const int size, char* to);

#ifdef __cplusplus
}
#endif
