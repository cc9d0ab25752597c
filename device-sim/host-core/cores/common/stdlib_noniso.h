#pragma once
#include "pgmspace.h"

/// Numbers as text, as the chips' C libraries have them beside the standard.
#ifdef __cplusplus
extern "C" {
#endif
char* itoa(int value, char* into, int base) HOST_NOEXCEPT;
char* utoa(unsigned int value, char* into, int base) HOST_NOEXCEPT;
char* ltoa(long value, char* into, int base) HOST_NOEXCEPT;
char* ultoa(unsigned long value, char* into, int base) HOST_NOEXCEPT;
char* lltoa(long long value, char* into, int room, unsigned int base) HOST_NOEXCEPT;
char* ulltoa(unsigned long long value, char* into, int room, unsigned int base) HOST_NOEXCEPT;
char* dtostrf(double value, signed char width, unsigned char decimals, char* into) HOST_NOEXCEPT;
char* strupr(char* text) HOST_NOEXCEPT;
char* strlwr(char* text) HOST_NOEXCEPT;
char* strrev(char* text) HOST_NOEXCEPT;
const char* strrstr(const char* text, const char* part) HOST_NOEXCEPT;
#ifdef __cplusplus
}
#endif
