/* The memory and text functions by the cases at their edges; each that fails is a bit of what the
   program ends with. */
typedef unsigned int u32;

void *ets_memcpy(void *, const void *, u32);
void *ets_memmove(void *, const void *, u32);
void *ets_memset(void *, int, u32);
void ets_bzero(void *, u32);
int ets_memcmp(const void *, const void *, u32);
u32 ets_strlen(const char *);
int ets_strcmp(const char *, const char *);
int ets_strncmp(const char *, const char *, u32);
char *ets_strcpy(char *, const char *);
char *ets_strncpy(char *, const char *, u32);
char *ets_strstr(const char *, const char *);

static char a[32] = "0123456789", b[32];
static u32 failed, checks;

static void check(int good) {
  if (!good) failed |= 1u << checks;
  checks++;
}

u32 test(void) {
  check(ets_memcpy(b, a, 4) == b && b[0] == '0' && b[3] == '3' && b[4] == 0);
  check(ets_memmove(a + 2, a, 5) == a + 2 && ets_strcmp(a, "0101234789") == 0);
  check(ets_memmove(a, a + 2, 5) == a && ets_strcmp(a, "0123434789") == 0);
  check(ets_memset(b, 0x1fe, 3) == b && (unsigned char)b[2] == 0xfe && b[3] == '3');
  ets_bzero(b, 4);
  check(b[0] == 0 && b[3] == 0);
  check(ets_memcmp("ab\0c", "ab\0d", 4) < 0 && ets_memcmp("ab\0c", "ab\0d", 3) == 0);
  check(ets_memcmp("\x80", "\x7f", 1) > 0);
  check(ets_strlen("") == 0 && ets_strlen("four") == 4);
  check(ets_strcmp("abc", "abd") < 0 && ets_strcmp("ab", "a") > 0 && ets_strcmp("", "") == 0);
  check(ets_strncmp("abc", "abd", 2) == 0 && ets_strncmp("a", "ab", 9) < 0);
  check(ets_strncmp("same\0x", "same\0y", 6) == 0);
  check(ets_strcpy(b, "text") == b && ets_strcmp(b, "text") == 0);
  ets_memset(b, 'x', 16);
  check(ets_strncpy(b, "ab", 4) == b && b[2] == 0 && b[3] == 0 && b[4] == 'x');
  check(ets_strncpy(b, "abcdef", 3) == b && b[2] == 'c' && b[3] == 0 && b[4] == 'x');
  const char *text = "a cab at the cabin";
  check(ets_strstr(text, "cabin") == text + 13 && ets_strstr(text, "") == text);
  check(ets_strstr(text, "cabins") == 0 && ets_strstr("", "a") == 0);
  return failed | checks << 24;
}
