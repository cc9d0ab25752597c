#pragma once
#include <stdint.h>

// Base64, piece by piece: what three bytes leave over stays in the state until the next piece.

#define BASE64_CHARS_PER_LINE 72

#define base64_encode_expected_len_nonewlines(n) ((((4 * (n)) / 3) + 3) & ~3)
#define base64_encode_expected_len(n)         \
  (base64_encode_expected_len_nonewlines(n) + \
   (((n) / ((BASE64_CHARS_PER_LINE * 3) / 4)) + 1))

#ifdef __cplusplus
extern "C" {
#endif

typedef enum { step_A, step_B, step_C } base64_encodestep;

typedef struct {
  base64_encodestep step;
  char result;
  int stepcount;
  int stepsnewline;
} base64_encodestate;

/// With a new line after each 72 characters, and without any.
void base64_init_encodestate(base64_encodestate* state);
void base64_init_encodestate_nonewlines(base64_encodestate* state);
char base64_encode_value(char value);
/// They give how many characters they wrote.
int base64_encode_block(const char* from, int size, char* to, base64_encodestate* state);
/// Writes the rest, and a 0 behind it that is not counted.
int base64_encode_blockend(char* to, base64_encodestate* state);
int base64_encode_chars(const char* from, int size, char* to);

#ifdef __cplusplus
}
#endif
