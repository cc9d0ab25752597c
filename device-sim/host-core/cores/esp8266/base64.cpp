#include "base64.h"

String base64::encode(const uint8_t* bytes, size_t size, bool newLines) {
  static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  constexpr unsigned LINE = 72;
  String text;
  text.reserve((size + 2) / 3 * 4);
  unsigned inLine = 0;
  for (size_t i = 0; i < size; i += 3) {
    uint32_t group = bytes[i] << 16;
    group |= i + 1 < size ? bytes[i + 1] << 8 : 0;
    group |= i + 2 < size ? bytes[i + 2] : 0;
    text += digits[group >> 18];
    text += digits[group >> 12 & 63];
    text += i + 1 < size ? digits[group >> 6 & 63] : '=';
    text += i + 2 < size ? digits[group & 63] : '=';
    inLine += 4;
    if (newLines && inLine == LINE) {
      text += '\n';
      inLine = 0;
    }
  }
  return text;
}
