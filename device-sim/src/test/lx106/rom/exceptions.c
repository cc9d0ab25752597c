/* Interrupts and exceptions through the ROM's tables. */
#include "rom.h"

int undisturbed(int rounds);

static int order[4], count;

static void noted(void *argument, struct frame *frame) {
  (void)frame;
  if (count < 4) order[count++] = (int)argument;
  SET_SPECIAL(ccompare0, SPECIAL(ccount) + 300);
}

static void software(void *argument, struct frame *frame) {
  if (count < 4) order[count++] = (int)argument + (frame->cause == 4 ? 0 : 100);
}

/* A byte out of memory that gives words only: the handler does what the processor cannot. */
static void bytes(struct frame *frame, int cause) {
  u32 at = SPECIAL(excvaddr);
  u32 word = *(u32 *)(at & ~3);
  u32 *code = (u32 *)(frame->pc & ~3);
  u32 shift = (frame->pc & 3) * 8;
  u32 instruction = shift ? code[0] >> shift | code[1] << (32 - shift) : code[0];
  frame->a2_to_a15[(instruction >> 4 & 15) - 2] = word >> (at & 3) * 8 & 0xff;
  frame->pc += 3;
  if (cause != 3) ets_printf("cause %d ", cause);
}

static void other(struct frame *frame, int cause) { frame->pc += cause; }

int main(void) {
  ets_install_uart_printf();
  void *first = _xtos_set_exception_handler(3, other);
  void *second = _xtos_set_exception_handler(3, bytes);
  ets_printf("%d %d %d; ", first == 0, second == other, (int)_xtos_set_exception_handler(64, other));
  static const u32 text[] __attribute__((section(".text.words"))) = {0x64636261, 0x68676665};
  volatile unsigned char *letters = (void *)text;
  ets_printf("%c%c%c%c; ", letters[0], letters[3], letters[5], letters[6]);
  ets_isr_attach(6, noted, (void *)6);
  ets_isr_attach(7, software, (void *)7);
  ets_intr_lock();
  ets_isr_unmask(1 << 6 | 1 << 7);
  SET_SPECIAL(intset, 1 << 7);
  SET_SPECIAL(ccompare0, SPECIAL(ccount) + 10);
  ets_delay_us(10);
  int before = count;
  ets_intr_unlock();
  ets_delay_us(1);
  ets_printf("%d, then %d %d; ", before, order[0], order[1]);
  ets_printf("%s", undisturbed(100000) == 0 ? "undisturbed, " : "disturbed, ");
  ets_isr_mask(1 << 6);
  ets_printf("%d\n", count);
  _xtos_set_exception_handler(3, 0);
  return letters[1];
}
