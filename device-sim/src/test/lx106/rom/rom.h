/* The ROM's functions as the public headers declare them. */
#include <stdarg.h>
typedef unsigned int u32;
typedef struct { u32 signal, parameter; } event;
struct frame { u32 pc, ps, sar, unused, a0, a2_to_a15[14], cause; };

void ets_task(void (*task)(event *), int priority, event *queue, int length);
int ets_post(int priority, u32 signal, u32 parameter);
void ets_set_idle_cb(void (*idle)(void *), void *argument);
void ets_isr_attach(int number, void (*handler)(void *, struct frame *), void *argument);
void ets_isr_mask(u32 mask);
void ets_isr_unmask(u32 mask);
void ets_intr_lock(void);
void ets_intr_unlock(void);
void *_xtos_set_exception_handler(int cause, void (*handler)(struct frame *, int cause));
int ets_printf(const char *format, ...);
int ets_uart_printf(const char *format, ...);
int ets_vprintf(void (*put)(char), const char *format, va_list arguments);
void ets_install_putc1(void (*put)(char));
void ets_install_putc2(void (*put)(char));
void ets_install_uart_printf(void);
void ets_write_char(char c);
void ets_delay_us(u32 us);

#define SPECIAL(name) ({ u32 x_; __asm__ volatile("rsr %0, " #name : "=a"(x_)); x_; })
#define SET_SPECIAL(name, x) __asm__ volatile("wsr %0, " #name "; rsync" ::"a"(x))
