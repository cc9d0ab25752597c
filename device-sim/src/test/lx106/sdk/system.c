/* Time, memory, buffers, and the watchdogs: tasks have to come round, or the program begins anew. */
#include "sdk.h"

enum { TICK_MILLIS = 10, TICK_TASK = 5, APP_TASK = 0, HEAP_BYTES = 24576 };
enum { CAUSES = 64, SYSTEM_CALL = 1, INTERRUPT = 4, SILENT_TICKS = 320, STAGE = 12 };

static struct event ticks[2], passes[2];
static struct timer *timers;
static u32 millis, silent;

u32 now(void) { return millis; }

u32 noise(void) { return REG(0x3ff20e44); }

void read_mac(u8 *mac) {
  word(mac, REG(0x3ff0005c) << 8 | (REG(0x3ff00054) >> 8 & 0xff));
  mac[4] = (u8)REG(0x3ff00054);
  mac[5] = (u8)(REG(0x3ff00050) >> 24);
}

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

/* once all is said */
static void restart(void) {
  while (REG(0x6000001c) >> 16 & 0xff) {
  }
  software_reset();
}

static void interrupt(void *unused) {
  (void)unused;
  REG(0x6000060c) = 0;
  if (++silent == SILENT_TICKS) {
    ets_printf("\nSoft WDT reset\n");
    restart();
  }
  ets_post(TICK_TASK, 0, 0);
}

static void failed(struct frame *frame, int cause) {
  ets_printf("\nException (%d):\nepc1=0x%08x\n", cause, frame->pc);
  restart();
}

static void pass(struct event *unused) {
  (void)unused;
  on_tick();
}

static void tick(struct event *unused) {
  struct timer *each;
  (void)unused;
  silent = 0;
  REG(0x60000914) = 0x73;
  millis += TICK_MILLIS;
  for (each = timers; each; each = each->next) {
    if (each->armed && (int)(millis - each->due) >= 0) {
      each->armed = 0;
      each->function(each->argument);
    }
  }
  ets_post(APP_TASK, 0, 0);
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

void half(u8 *at, u32 value) {
  at[0] = (u8)(value >> 8);
  at[1] = (u8)value;
}

void word(u8 *at, u32 value) {
  half(at, value >> 16);
  half(at + 2, value & 0xffff);
}

u32 sum(const u8 *from, u32 count, u32 start) {
  for (u32 i = 0; i < count; i++) {
    start += i & 1 ? from[i] : (u32)from[i] << 8;
  }
  while (start >> 16) {
    start = (start & 0xffff) + (start >> 16);
  }
  return start;
}

void app(void);

/* by the linker: what is 0 when a program begins */
extern u8 __bss_start[], _end[];

int main(void) {
  struct piece *all = (struct piece *)memory;
  ets_memset(__bss_start, 0, (u32)(_end - __bss_start));
  all->size = HEAP_BYTES;
  ets_install_uart_printf();
  for (int cause = 0; cause < CAUSES; cause++) {
    if (cause != SYSTEM_CALL && cause != INTERRUPT) {
      _xtos_set_exception_handler(cause, failed);
    }
  }
  ets_task(tick, TICK_TASK, ticks, 2);
  ets_task(pass, APP_TASK, passes, 2);
  wifi_init();
  app();
  ets_isr_attach(9, interrupt, 0);
  REG(0x60000600) = 5000 * TICK_MILLIS; /* of 5 MHz */
  REG(0x60000608) = 0xc4; /* on, again, a tick each 16 cycles */
  REG(0x3ff00004) |= 2;
  ets_isr_unmask(1 << 9);
  ets_wdt_enable(2, STAGE, STAGE);
  return 0;
}
