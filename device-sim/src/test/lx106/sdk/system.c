/* Time, memory, buffers. */
#include "sdk.h"

#define REG(address) (*(volatile u32 *)(address))
enum { TICK_MILLIS = 10, TICK_TASK = 5, HEAP_BYTES = 24576 };

static struct event ticks[2];
static struct timer *timers;
static u32 millis;

u32 now(void) { return millis; }

void disarm(struct timer *timer) { timer->armed = 0; }

void arm(struct timer *timer, u32 after, void (*function)(void *), void *argument) {
  struct timer *each = timers;
  while (each && each != timer) {
    each = each->next;
  }
  if (!each) {
    timer->next = timers;
    timers = timer;
  }
  timer->due = millis + after;
  timer->function = function;
  timer->argument = argument;
  timer->armed = 1;
}

static void interrupt(void *unused) {
  (void)unused;
  REG(0x6000060c) = 0;
  ets_post(TICK_TASK, 0, 0);
}

static void tick(struct event *unused) {
  struct timer *each;
  (void)unused;
  millis += TICK_MILLIS;
  for (each = timers; each; each = each->next) {
    if (each->armed && (int)(millis - each->due) >= 0) {
      each->armed = 0;
      each->function(each->argument);
    }
  }
  on_tick();
}

/* Memory: a list of all pieces in the order of their addresses. */
struct piece {
  u32 size, used; /* with this head */
};
static u8 memory[HEAP_BYTES] __attribute__((aligned(8)));

static struct piece *after(struct piece *piece) {
  u8 *next = (u8 *)piece + piece->size;
  return next < memory + HEAP_BYTES ? (struct piece *)next : 0;
}

void *pvPortZalloc(u32 size, const char *file, int line) {
  struct piece *each = (struct piece *)memory;
  u32 wanted = (size + sizeof(struct piece) + 7) & ~7u;
  (void)file, (void)line;
  while (each && (each->used || each->size < wanted)) {
    each = after(each);
  }
  if (!each) {
    return 0;
  }
  if (each->size >= wanted + 2 * sizeof(struct piece)) {
    struct piece *rest = (struct piece *)((u8 *)each + wanted);
    rest->size = each->size - wanted;
    rest->used = 0;
    each->size = wanted;
  }
  each->used = 1;
  ets_memset(each + 1, 0, each->size - sizeof(struct piece));
  return each + 1;
}

void vPortFree(void *what, const char *file, int line) {
  struct piece *each = (struct piece *)memory;
  (void)file, (void)line;
  if (!what) {
    return;
  }
  ((struct piece *)what - 1)->used = 0;
  while (each) {
    struct piece *next = after(each);
    if (next && !each->used && !next->used) {
      each->size += next->size;
    } else {
      each = next;
    }
  }
}

u32 heap(void) {
  u32 left = 0;
  for (struct piece *each = (struct piece *)memory; each; each = after(each)) {
    left += each->used ? 0 : each->size;
  }
  return left;
}

struct pbuf *pbuf_alloc(int layer, u16 length, int type) {
  struct pbuf *buffer = pvPortZalloc(sizeof(struct pbuf) + length, __FILE__, __LINE__);
  if (layer != 3 || type != 0) {
    ets_printf("ABORT pbuf %d %d\n", layer, type);
  }
  if (buffer) {
    buffer->payload = (u8 *)(buffer + 1);
    buffer->total = buffer->length = length;
    buffer->references = 1;
  }
  return buffer;
}

u8 pbuf_free(struct pbuf *buffer) {
  if (--buffer->references == 0) {
    vPortFree(buffer, __FILE__, __LINE__);
    return 1;
  }
  return 0;
}

void app(void);

int main(void) {
  struct piece *all = (struct piece *)memory;
  all->size = HEAP_BYTES;
  ets_install_uart_printf();
  ets_task(tick, TICK_TASK, ticks, 2);
  wifi_init();
  app();
  ets_isr_attach(9, interrupt, 0);
  REG(0x60000600) = 5000 * TICK_MILLIS; /* of 5 MHz */
  REG(0x60000608) = 0xc4; /* on, again, a tick each 16 cycles */
  REG(0x3ff00004) |= 2;
  ets_isr_unmask(1 << 9);
  return 0;
}
