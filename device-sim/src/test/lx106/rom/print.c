/* What the ROM prints beside what the C library does. */
#include "rom.h"
#include <stdio.h>
#include <string.h>

/* The C library calls these from nearby. */
#define NEAR(name) __asm__(".text\n.align 4\n.literal_position\n.align 4\n.global " #name \
  "\n" #name ": movi a9, rom" #name "\n jx a9\n")
NEAR(__muldi3);
NEAR(__udivdi3);
NEAR(__umoddi3);
NEAR(__udivsi3);
NEAR(__umodsi3);
NEAR(__divsi3);
NEAR(__modsi3);

static char theirs[200];
static int length, differ, compared, doubled;

static void put(char c) {
  if (length < 199) theirs[length++] = c;
  theirs[length] = 0;
}

static void more(char c) { doubled += c; }

static void check(const char *format, ...) {
  static char ours[200];
  va_list arguments;
  va_start(arguments, format);
  int expected = vsnprintf(ours, sizeof ours, format, arguments);
  va_end(arguments);
  va_start(arguments, format);
  length = 0;
  theirs[0] = 0;
  int result = ets_vprintf(put, format, arguments);
  va_end(arguments);
  compared++;
  if (result != expected || strcmp(ours, theirs)) {
    differ++;
    ets_uart_printf("[%s] is [%s], not [%s], %d\n", format, theirs, ours, result);
  }
}

int main(void) {
  static const int numbers[] = {0, 1, -1, 42, -4711, 0x7fffffff, (int)0x80000000};
  for (unsigned i = 0; i < sizeof numbers / sizeof *numbers; i++) {
    int n = numbers[i];
    check("%d|%i|%u|%x|%X|%o|%p", n, n, n, n, n, n, (void *)(0x10000000 | n));
    check("%5d|%-5d|%05d|%+d|% d|%.3d|%8.3d|%-8.3x|%08x", n, n, n, n, n, n, n, n, n);
    check("%*d|%-*d|%.*d", 7, n, 7, n, 4, n);
    check("%lld|%d|%llx|%llu|%lu|%hd", n * 123456789LL, 5, n * 123456789LL, (long long)n, (long)n, 7);
    check("%d %d %d %d %d %d %lld %d", n, 2, 3, 4, 5, 6, n * 1000000007LL, 8);
  }
  check("%s|%10s|%-10s|%.3s|%c|%%|%3c|", "text", "text", "text", "text", 'c', 'd');
  check("nothing");
  check("");
  check("%s%s%s%s%s%s%s%s", "a", "b", "c", "d", "e", "f", "g", "h");
  ets_install_putc1(put);
  length = 0;
  int n = ets_printf("%s %d %c %x %d %s", "five", 4, '3', 2, 1, "stack");
  differ += n != 18 || strcmp(theirs, "five 4 3 2 1 stack");
  ets_install_putc2(more);
  length = 0;
  ets_write_char('w');
  differ += strcmp(theirs, "w") || doubled != 'w';
  ets_install_putc2(0);
  length = 0;
  ets_printf("%b %k %s", 5, (char *)0);
  differ += strcmp(theirs, "101 %k <null>") != 0;
  ets_uart_printf("%d of %d differ\n", differ, compared + 3);
  return 0;
}
