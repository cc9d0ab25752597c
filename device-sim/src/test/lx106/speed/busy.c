/* Programs that are always busy, one by the number WORK, each as such code stands in firmware. A digest
   of each round goes to a register of the peripherals, where the host may look, or to PORT. They never end,
   or after so many ROUNDS. */
typedef unsigned int word;
typedef unsigned char byte;

#ifndef PORT
#define PORT 0x60000400
#endif
#define OUT ((volatile word *) PORT)
#define IN ((volatile word *) (PORT + 4))

static word state = 12345;

static word chance(void) { return state = state * 1664525u + 1013904223u; }

#if WORK == 1 /* checksums, bit by bit and by a table */
static byte buffer[256];
static word table[256];

static word bits(word crc, byte value) {
  crc ^= value;
  for (int i = 0; i < 8; i++) crc = crc >> 1 ^ (0xedb88320u & -(crc & 1));
  return crc;
}

static word work(void) {
  if (!table[1]) {
    for (int i = 0; i < 256; i++) table[i] = bits(0, i);
  }
  for (int i = 0; i < 256; i++) buffer[i] = chance() >> 24;
  word slow = ~0u, fast = ~0u;
  for (int i = 0; i < 256; i++) slow = bits(slow, buffer[i]);
  for (int round = 0; round < 4; round++) {
    for (int i = 0; i < 256; i++) fast = fast >> 8 ^ table[(fast ^ buffer[i]) & 255];
  }
  return slow ^ fast << 1;
}

#elif WORK == 2 /* sorting */
static int numbers[128];

static void sort(int *from, int count) {
  if (count < 8) {
    for (int i = 1; i < count; i++) {
      int one = from[i], at = i;
      for (; at > 0 && from[at - 1] > one; at--) from[at] = from[at - 1];
      from[at] = one;
    }
    return;
  }
  int middle = from[count / 2], low = 0, high = count - 1;
  while (low <= high) {
    while (from[low] < middle) low++;
    while (from[high] > middle) high--;
    if (low <= high) {
      int one = from[low];
      from[low++] = from[high];
      from[high--] = one;
    }
  }
  sort(from, high + 1);
  sort(from + low, count - low);
}

static word work(void) {
  for (int i = 0; i < 128; i++) numbers[i] = chance();
  sort(numbers, 128);
  return numbers[0] ^ numbers[64] ^ numbers[127];
}

#elif WORK == 3 /* text */
static char text[200], copy[200];

static int length(const char *of) {
  int n = 0;
  while (of[n]) n++;
  return n;
}

static void add(char *to, const char *more) {
  to += length(to);
  while ((*to++ = *more++)) {}
}

static void number(char *to, word value) {
  char digits[12];
  int at = 11;
  digits[11] = 0;
  do {
    digits[--at] = "0123456789abcdef"[value & 15];
    value >>= 4;
  } while (value);
  add(to, digits + at);
}

static word work(void) {
  word sum = 0;
  text[0] = 0;
  while (length(text) < 150) {
    add(text, "{\"t\":");
    number(text, chance());
    add(text, "},");
  }
  for (int i = 0; i <= length(text); i++) copy[i] = text[i];
  for (const char *at = copy; *at; at++) sum = sum * 31 + (byte) *at;
  return sum;
}

#elif WORK == 4 /* calls, by name and by address */
static word __attribute__((noinline)) fibonacci(word n) {
  return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2);
}

static word __attribute__((noinline)) twice(word n) { return 2 * n; }

static word __attribute__((noinline)) once(word n) { return n + 1; }

static word (*volatile choice[])(word) = {twice, once, twice, fibonacci};

static word work(void) {
  word sum = fibonacci(10);
  for (int i = 0; i < 64; i++) sum += choice[i & 3](chance() & 3);
  return sum;
}

#elif WORK == 5 /* pins and ports */
static word work(void) {
  word sum = 0;
  for (int i = 0; i < 64; i++) {
    *OUT = i & 1;
    while (*IN & 0x80000000u) {}
    sum += *IN;
  }
  return sum;
}

#else /* arithmetic and a machine with states */
static word work(void) {
  word x = chance(), y = 1, kind = 0;
  for (int i = 0; i < 200; i++) {
    switch (kind) {
      case 0: x ^= x << 13; kind = x >> 29; break;
      case 1: y += x * 9; kind = 4; break;
      case 2: y = y << 7 | y >> 25; kind = y & 3; break;
      case 3: x ^= x >> 17; kind = 5; break;
      case 4: x = (int) x >> 3 ^ y; kind = x & 1; break;
      case 5: y -= x & 0xff00ff; kind = 6; break;
      case 6: x += (short) y * 77; kind = y & 3; break;
      default: x ^= x << 5; kind = 2; break;
    }
  }
  return x ^ y;
}
#endif

/* What interrupts does something to all that comes, so that no moment may differ. */
void on_interrupt(word lines) { state += lines; }

#ifdef ROUNDS
/* where QEMU's LX106 begins, and how its host hears of the end */
__asm__(".section .reset, \"ax\"\n"
        "  j 1f\n"
        "  .align 4\n"
        "2: .long _start\n"
        "1: l32r a0, 2b\n"
        "  jx a0\n"
        "  .text\n");

int main(void) {
  for (int i = 0; i < ROUNDS; i++) *OUT = work();
  __asm__ volatile("movi a2, 1\n  movi a3, 0\n  .global host\nhost:  simcall" ::: "a2", "a3");
  for (;;) {}
}
#else
int main(void) {
  for (;;) *OUT = work();
}
#endif
