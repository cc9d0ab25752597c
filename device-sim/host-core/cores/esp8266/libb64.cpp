#include "libb64/cdecode.h"
#include "libb64/cencode.h"

namespace {

constexpr char PADDING = '=';

char* put(char* to, int bits) {
  *to++ = base64_encode_value(static_cast<char>(bits & 63));
  return to;
}

/// A new line where one is due.
char* endGroup(char* to, base64_encodestate* state) {
  state->stepcount++;
  if (state->stepsnewline > 0 && state->stepcount == state->stepsnewline) {
    *to++ = '\n';
    state->stepcount = 0;
  }
  return to;
}

}  // namespace

extern "C" {

void base64_init_encodestate(base64_encodestate* state) {
  *state = {step_A, 0, 0, BASE64_CHARS_PER_LINE / 4};
}

void base64_init_encodestate_nonewlines(base64_encodestate* state) {
  *state = {step_A, 0, 0, -1};
}

char base64_encode_value(char value) {
  static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  uint8_t index = static_cast<uint8_t>(value);
  return index < 64 ? digits[index] : PADDING;
}

int base64_encode_block(const char* from, int size, char* to, base64_encodestate* state) {
  char* begin = to;
  for (int i = 0; i < size; i++) {
    int byte = static_cast<uint8_t>(from[i]);
    switch (state->step) {
      case step_A:
        to = put(to, byte >> 2);
        state->result = static_cast<char>((byte & 3) << 4);
        state->step = step_B;
        break;
      case step_B:
        to = put(to, state->result | byte >> 4);
        state->result = static_cast<char>((byte & 15) << 2);
        state->step = step_C;
        break;
      case step_C:
        to = put(to, state->result | byte >> 6);
        to = put(to, byte);
        to = endGroup(to, state);
        state->step = step_A;
        break;
    }
  }
  return static_cast<int>(to - begin);
}

int base64_encode_blockend(char* to, base64_encodestate* state) {
  char* begin = to;
  if (state->step != step_A) {
    to = put(to, state->result);
    *to++ = PADDING;
    if (state->step == step_B) {
      *to++ = PADDING;
    }
  }
  *to = 0;
  return static_cast<int>(to - begin);
}

int base64_encode_chars(const char* from, int size, char* to) {
  base64_encodestate state;
  base64_init_encodestate(&state);
  int count = base64_encode_block(from, size, to, &state);
  return count + base64_encode_blockend(to + count, &state);
}

void base64_init_decodestate(base64_decodestate* state) { *state = {step_a, 0}; }

int base64_decode_value(char digit) {
  if (digit >= 'A' && digit <= 'Z') {
    return digit - 'A';
  }
  if (digit >= 'a' && digit <= 'z') {
    return digit - 'a' + 26;
  }
  if (digit >= '0' && digit <= '9') {
    return digit - '0' + 52;
  }
  return digit == '+' ? 62 : digit == '/' ? 63 : digit == PADDING ? -2 : -1;
}

int base64_decode_block(const char* from, const int size, char* to, base64_decodestate* state) {
  char* begin = to;
  for (int i = 0; i < size; i++) {
    int bits = base64_decode_value(from[i]);
    if (bits < 0) {
      continue;
    }
    int had = static_cast<uint8_t>(state->plainchar);
    switch (state->step) {
      case step_a:
        state->plainchar = static_cast<char>(bits << 2);
        state->step = step_b;
        break;
      case step_b:
        *to++ = static_cast<char>(had | bits >> 4);
        state->plainchar = static_cast<char>(bits << 4);
        state->step = step_c;
        break;
      case step_c:
        *to++ = static_cast<char>(had | bits >> 2);
        state->plainchar = static_cast<char>(bits << 6);
        state->step = step_d;
        break;
      case step_d:
        *to++ = static_cast<char>(had | bits);
        state->plainchar = 0;
        state->step = step_a;
        break;
    }
  }
  return static_cast<int>(to - begin);
}

int base64_decode_chars(const char* from, const int size, char* to) {
  base64_decodestate state;
  base64_init_decodestate(&state);
  int count = base64_decode_block(from, size, to, &state);
  to[count] = 0;
  return count;
}

}  // extern "C"
