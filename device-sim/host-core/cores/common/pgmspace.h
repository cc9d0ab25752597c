#pragma once
#include <stdint.h>
#include <stdio.h>
#include <string.h>

// One memory holds everything here, so what lies in flash is read like anything else.
#define PROGMEM
#define PGM_P const char*
#define PGM_VOID_P const void*
#define PSTR(text) (text)
#define PSTRN(text, alignment) (text)

typedef char prog_char;
typedef uint8_t prog_uchar;
typedef int8_t prog_int8_t;
typedef uint8_t prog_uint8_t;
typedef int16_t prog_int16_t;
typedef uint16_t prog_uint16_t;
typedef int32_t prog_int32_t;
typedef uint32_t prog_uint32_t;

#ifdef __cplusplus
namespace tgsim {
template <class T>
inline T flash(const void* address) {
  T value;
  memcpy(&value, address, sizeof value);
  return value;
}
}  // namespace tgsim
#define HOST_FLASH(type, address) (tgsim::flash<type>(address))
#else
#define HOST_FLASH(type, address) (*(const type*)(address))
#endif

#ifdef __AVR__
typedef uintptr_t uint_farptr_t;
#define strlen_PF(text) strlen((const char*)(text))
#define strnlen_PF(text, most) strnlen((const char*)(text), most)
#define strcpy_PF(into, text) strcpy(into, (const char*)(text))
#define strncpy_PF(into, text, most) strncpy(into, (const char*)(text), most)
#define strlcpy_PF(into, text, room) strlcpy(into, (const char*)(text), room)
#define strcat_PF(into, text) strcat(into, (const char*)(text))
#define strcmp_PF(one, text) strcmp(one, (const char*)(text))
#define strncmp_PF(one, text, most) strncmp(one, (const char*)(text), most)
#define strcasecmp_PF(one, text) strcasecmp(one, (const char*)(text))
#define strstr_PF(one, text) strstr(one, (const char*)(text))
#define memcpy_PF(into, from, size) memcpy(into, (const void*)(from), size)
#define memcmp_PF(one, from, size) memcmp(one, (const void*)(from), size)
#endif
#define pgm_read_byte(address) HOST_FLASH(uint8_t, address)
#define pgm_read_word(address) HOST_FLASH(uint16_t, address)
#define pgm_read_dword(address) HOST_FLASH(uint32_t, address)
#define pgm_read_float(address) HOST_FLASH(float, address)
#define pgm_read_ptr(address) HOST_FLASH(const void*, address)
#define pgm_read_byte_near(address) pgm_read_byte(address)
#define pgm_read_word_near(address) pgm_read_word(address)
#define pgm_read_dword_near(address) pgm_read_dword(address)
#define pgm_read_float_near(address) pgm_read_float(address)
#define pgm_read_ptr_near(address) pgm_read_ptr(address)
#define pgm_read_byte_far(address) pgm_read_byte(address)
#define pgm_read_word_far(address) pgm_read_word(address)
#define pgm_read_dword_far(address) pgm_read_dword(address)
#define pgm_read_float_far(address) pgm_read_float(address)
#define pgm_read_with_offset(address, result) ((result) = pgm_read_dword(address))
#define pgm_read_dword_unaligned(address) pgm_read_dword(address)
#define pgm_read_byte_inlined(address) pgm_read_byte(address)
#define pgm_read_word_inlined(address) pgm_read_word(address)
#define pgm_get_far_address(variable) (&(variable))

#define memchr_P memchr
#define memcmp_P memcmp
#define memccpy_P memccpy
#define memcpy_P memcpy
#define memmem_P memmem
#define memmove_P memmove
#define strcat_P strcat
#define strchr_P strchr
#define strcmp_P strcmp
#define strcpy_P strcpy
#define strcasecmp_P strcasecmp
#define strcspn_P strcspn
#define strlcat_P strlcat
#define strlcpy_P strlcpy
#define strlen_P strlen
#define strncasecmp_P strncasecmp
#define strncat_P strncat
#define strncmp_P strncmp
#define strncpy_P strncpy
#define strnlen_P strnlen
#define strpbrk_P strpbrk
#define strrchr_P strrchr
#define strspn_P strspn
#define strstr_P strstr
#define strcasestr_P strcasestr
#define sprintf_P sprintf
#define snprintf_P snprintf
#define vsnprintf_P vsnprintf
#define vsprintf_P vsprintf
#define sscanf_P sscanf

#ifdef __cplusplus
extern "C" {
#define HOST_NOEXCEPT noexcept
#else
#define HOST_NOEXCEPT
#endif
size_t strlcpy(char* into, const char* text, size_t room) HOST_NOEXCEPT;
size_t strlcat(char* into, const char* text, size_t room) HOST_NOEXCEPT;
#ifdef __cplusplus
}
#endif
