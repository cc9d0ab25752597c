/* Tasks in their order, and what an interrupt posts while nothing else is to be done. */
#include "rom.h"

static event low_queue[4], high_queue[2], loop_queue[1];
static int passes, idles;

static void on_timer(void *argument, struct frame *frame) {
  (void)frame;
  SET_SPECIAL(ccompare0, SPECIAL(ccount) + 800000);
  ets_post(5, 'i', *(int *)argument);
}

static void low(event *e) {
  ets_printf("low %c%d; ", e->signal, e->parameter);
  if (e->signal == 'i') {
    ets_isr_mask(1 << 6);
    ets_printf("idle %d\nend\n", idles > 0);
  }
}

static void high(event *e) {
  ets_printf("high %c%d; ", e->signal, e->parameter);
  if (e->parameter < 3) ets_post(10, 'h', e->parameter + 2);
}

/* Posts to itself; its queue has room for one. */
static void loop(event *e) {
  ets_printf("pass %d; ", e->parameter);
  if (++passes < 3 && ets_post(3, 0, passes) != 0) ets_printf("refused; ");
}

static void idle(void *argument) { idles += *(int *)argument; }

int main(void) {
  static int seven = 7, one = 1;
  ets_install_uart_printf();
  ets_task(low, 5, low_queue, 4);
  ets_task(high, 10, high_queue, 2);
  ets_task(loop, 3, loop_queue, 1);
  ets_set_idle_cb(idle, &one);
  ets_post(5, 'l', 1);
  ets_post(5, 'l', 2);
  ets_post(10, 'h', 1);
  ets_post(3, 0, 0);
  ets_printf("%d %d %d;\n", ets_post(10, 'h', 2), ets_post(10, 'h', 3), ets_post(9, 0, 0));
  ets_isr_attach(6, on_timer, &seven);
  SET_SPECIAL(ccompare0, SPECIAL(ccount) + 800000);
  ets_isr_unmask(1 << 6);
  return 0;
}
